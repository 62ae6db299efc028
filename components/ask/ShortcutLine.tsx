import { i18n } from '#i18n';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { useShortcut } from './hooks/useShortcut.ts';

/** Below the runs: how the panel is opened by keys. */
export function ShortcutLine({ call }: { call: CallBackground }) {
  const shortcut = useShortcut(call);
  if (shortcut === null) return null;
  return (
    <div class="shortcut" data-testid="ask-claude-shortcut">
      {shortcut === '' ? i18n.t('panel.noShortcut') : i18n.t('panel.shortcut', [shortcut])}{' '}
      {i18n.t('keys.hint')}
    </div>
  );
}
