import { i18n } from '#i18n';
import type { PressRefusal } from '../../utils/page/armPresses.ts';

interface SendState {
  /** Why the last press did not count. */
  refusal: PressRefusal | null;
  wordsMissing: boolean;
  ticksMissing: boolean;
  /** Whether a press is followed by another one in a window of ours. */
  confirms: boolean;
}

/** What stands beside Send: what a person can do about it, the nearest first; empty for nothing. */
export function sendHint({ refusal, wordsMissing, ticksMissing, confirms }: SendState): string {
  if (refusal) return i18n.t(`panel.notSent.${refusal}`);
  if (wordsMissing) return i18n.t('panel.needsWords');
  if (ticksMissing) return i18n.t('panel.needsTicks');
  return confirms ? i18n.t('panel.confirmHint') : '';
}
