import { i18n } from '#i18n';
import type { PressRefusal } from '../../../utils/page/armPresses.ts';
import type { PressAnswer } from '../hooks/usePatientPress.ts';

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

export interface SendHint {
  /** Why the last press sent nothing; null where it is not about a press. */
  notSent: PressRefusal | 'warned' | null;
  words: string;
}

/** What stands beside Send in place of its consequence: what a person can do about it, the nearest first; null for nothing. */
export function sendHint({
  refusal,
  pressed,
  repeats,
  ticksMissing,
  confirms,
}: SendState): SendHint | null {
  const notSent = refusal ?? (pressed === 'warned' ? pressed : null);
  if (notSent) return { notSent, words: i18n.t(`panel.notSent.${notSent}`) };
  if (repeats) return { notSent, words: i18n.t('panel.repeats') };
  if (ticksMissing) return { notSent, words: i18n.t('panel.needsTicks') };
  return confirms ? { notSent, words: i18n.t('panel.confirmHint') } : null;
}
