import { i18n } from '#i18n';
import type { Preview } from '../../../utils/preview/Preview.ts';

interface Props {
  preview: Preview;
  leftOut: boolean;
  onLeaveOut(leaveOut: boolean): void;
}

/** Whether the words of people go along who are no members. */
export function Strangers({ preview, leftOut, onLeaveOut }: Props) {
  if (!preview.strangers) return null;
  return (
    <label class="part strangers">
      <input
        type="checkbox"
        data-testid="ask-claude-strangers"
        checked={leftOut}
        onChange={(event) => onLeaveOut(event.currentTarget.checked)}
      />
      <span>{i18n.t('panel.strangers', preview.strangers.texts)}</span>
    </label>
  );
}
