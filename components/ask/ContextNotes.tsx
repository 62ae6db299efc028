import { i18n } from '#i18n';
import type { Preview } from '../../utils/messages/PageApi.ts';
import { Icon } from '../ui/Icon.tsx';

interface Props {
  preview: Preview;
  leftOut: boolean;
  onLeaveOut(leaveOut: boolean): void;
}

/** Whose words are sent, and who may read what becomes of them. */
export function ContextNotes({ preview, leftOut, onLeaveOut }: Props) {
  const { strangers, readers } = preview;
  return (
    <>
      {strangers && (
        <label class="part strangers">
          <input
            type="checkbox"
            data-testid="ask-claude-strangers"
            checked={leftOut}
            onChange={(event) => onLeaveOut(event.currentTarget.checked)}
          />
          <span>{i18n.t('panel.strangers', strangers.texts)}</span>
        </label>
      )}
      {readers && (
        <p class="readers" data-testid="ask-claude-readers" data-readers={readers}>
          <Icon name="eye" />
          <span>{i18n.t(`panel.readers.${readers}`)}</span>
        </p>
      )}
    </>
  );
}
