import { i18n } from '#i18n';
import type { AskState } from '../hooks/useAsk.ts';

/** What Send says, as the ask stands. */
export function sendLabel({ underWay, pressed, repeats, preview }: AskState): string {
  if (underWay) return i18n.t('panel.sending');
  if (pressed === 'waiting') return i18n.t('panel.preparing');
  if (repeats) return i18n.t('panel.sendAgain');
  return preview?.confirm === undefined ? i18n.t('panel.send') : i18n.t('panel.sendAndConfirm');
}
