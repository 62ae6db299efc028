import type { SenderDeps } from './createSender.ts';
import type { Patience } from './patience.ts';

/** The network, which also tells how much of a site's patience is left. */
export function heedfulNetwork(
  patience: Patience,
  root: string,
  { setTimer }: { setTimer(job: () => void, milliseconds: number): unknown },
): SenderDeps {
  return {
    async fetch(url, init) {
      const response = await fetch(url, init);
      await patience.heed(root, response);
      return response;
    },
    sleep: (milliseconds) => new Promise((resolve) => setTimer(resolve, milliseconds)),
  };
}
