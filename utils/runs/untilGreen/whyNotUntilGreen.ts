import type { Preview } from '../../preview/Preview.ts';

/**
 * Why an ask cannot go on by itself until its pipeline is green: its last press lies in a window of our own, which nothing
 * goes around; its job is none of ours, or pushes nothing. Null where it can.
 */
export type NotUntilGreen = 'confirm' | 'job' | 'patch';

export function whyNotUntilGreen(
  preview: Pick<Preview, 'mode' | 'confirm' | 'ours' | 'delivery'>,
): NotUntilGreen | null {
  if (preview.confirm) return 'confirm';
  if (!preview.ours || preview.mode !== 'change') return 'job';
  return preview.delivery?.to === 'patch' ? 'patch' : null;
}
