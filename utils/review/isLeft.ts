import type { Review } from './Review.ts';

/** Whether any finding of a review is still to be published. */
export function isLeft({ items }: Review): boolean {
  return items.some(({ on, state }) => on && state !== 'published');
}
