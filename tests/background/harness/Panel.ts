import { browser } from 'wxt/browser';
import type { Preview, PreviewRequest } from '../../../utils/preview/Preview.ts';
import type { RunsNotice } from '../../../utils/messages/notices.ts';
import { RUNS_PORT } from '../../../utils/messages/notices.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { Sender } from '../../../utils/messages/callerOf.ts';
import type { Port } from '../../../utils/messages/runsFeed.ts';
import type { Review, ReviewChoice } from '../../../utils/review/Review.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import type { GreenLimits } from '../../../utils/runs/untilGreen/UntilGreen.ts';
import type { Background } from './Background.ts';

let lastTab = 0;

/** What a panel says to the background and hears from it, without anything that is seen. */
export class Panel {
  /** The page's runs, newest first. */
  runs: Run[] = [];
  readonly #background: Background;
  readonly #sender: Sender;

  /** Opens one on a path below the sandbox's root, and watches its runs. */
  constructor(background: Background, path: string) {
    this.#background = background;
    const url = `${background.sandbox.url}${path}`;
    const tab = { id: (lastTab += 1), url };
    const { origin } = new URL(url);
    this.#sender = { id: browser.runtime.id, url, origin, frameId: 0, tab };
    this.watch();
  }

  /** As a panel does on opening, and again when the background went away. */
  watch(): void {
    const leaves: (() => void)[] = [];
    const port = {
      name: RUNS_PORT,
      sender: this.#sender,
      postMessage: ({ runs }: RunsNotice) => {
        this.runs = runs;
      },
      disconnect: () => undefined,
      onDisconnect: { addListener: (leave: () => void) => leaves.push(leave) },
      // A browser's port, as far as the feed uses one.
    } as unknown as Port;
    this.#background.connect(port, () => leaves.forEach((leave) => leave()));
  }

  preview(words: string, more: Partial<PreviewRequest> = {}): Promise<Result<Preview>> {
    return this.#call('preview', { words, preset: 'ask', parts: {}, ...more });
  }

  /** Fires a preview as one who ticked whatever it asks for. */
  send(previewId: string, more: { untilGreen?: GreenLimits } = {}): Promise<Result<Run>> {
    return this.#call('send', { previewId, acceptedJobs: true, acceptedRef: true, ...more });
  }

  cancel(runId: string): Promise<Result<null>> {
    return this.#call('cancelRun', { runId });
  }

  stopUntilGreen(runId: string): Promise<Result<null>> {
    return this.#call('stopUntilGreen', { runId });
  }

  readReview(runId: string): Promise<Result<Review>> {
    return this.#call('readReview', { runId });
  }

  chooseFinding(runId: string, key: string, choice: ReviewChoice): Promise<void> {
    return this.#call('chooseFinding', { runId, key, choice });
  }

  #call<Value>(method: string, request: object): Promise<Value> {
    return this.#background.call(method, request, this.#sender);
  }
}
