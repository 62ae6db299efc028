import { i18n } from '#i18n';
import type { PressRefusal } from '../../utils/page/armPresses.ts';
import type { PressAnswer } from './usePatientPress.ts';

interface SendState {
  /** Why the last press did not count. */
  refusal: PressRefusal | null;
  /** What became of a press before the preview was there. */
  pressed: PressAnswer;
  /** Whether another change was sent here just now, and this one was pressed once. */
  repeats: boolean;
  ticksMissing: boolean;
  /** Whether a press is followed by another one in a window of ours. */
  confirms: boolean;
}

/** What stands beside Send in place of its consequence: what a person can do about it, the nearest first; empty for nothing. */
export function sendHint({ refusal, pressed, repeats, ticksMissing, confirms }: SendState): string {
  if (refusal) return i18n.t(`panel.notSent.${refusal}`);
  if (pressed === 'warned') return i18n.t('panel.notSent.warned');
  if (repeats) return i18n.t('panel.repeats');
  if (ticksMissing) return i18n.t('panel.needsTicks');
  return confirms ? i18n.t('panel.confirmHint') : '';
}
