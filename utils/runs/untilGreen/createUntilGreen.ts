import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { isFinal, type Run } from '../Run.ts';
import type { RunBook } from '../RunBook.ts';
import type { SendRequest } from '../checkSend.ts';
import type { PageRef } from '../../page/PageRef.ts';
import { askAgain, type PreviewAgain } from './askAgain.ts';
import { endOf, followGreen } from './followGreen.ts';
import { greenTransition, type GreenEvent } from './greenTransition.ts';
import { isUntilGreen } from './UntilGreen.ts';

/** Goes on with runs until their pipelines are green. */
export function createUntilGreen(deps: {
  book: RunBook;
  preview: PreviewAgain;
  send(request: SendRequest, page: PageRef): Promise<Result<Run>>;
  cancel(runId: string): Promise<Result<null>>;
  /** ISO 8601. */
  now(): string;
}) {
  const { book, preview, send, cancel, now } = deps;
  const find = (id: string) => book.find(id);
  const tell = (id: string, event: GreenEvent) =>
    book.change(id, (run) =>
      run.untilGreen ? { ...run, untilGreen: greenTransition(run.untilGreen, event) } : run,
    );

  /** Cancels the further ask that goes on. */
  async function cancelFixes(id: string): Promise<Result<null>> {
    for (const { fixes, state, id: fix } of await book.list()) {
      if (fixes !== id || isFinal(state)) continue;
      const cancelled = await cancel(fix);
      if (!cancelled.ok) return cancelled;
    }
    return { ok: true, value: null };
  }

  return {
    /** One look at a run, as it is by now. */
    async look({ id }: Run, gitLab: Result<GitLab>): Promise<void> {
      const run = await find(id);
      if (!run || !isUntilGreen(run)) return;
      if (gitLab.ok) {
        await followGreen(run, {
          gitLab: gitLab.value,
          now,
          find,
          tell: (event) => tell(id, event),
          ask: (green) => askAgain(run, green, { preview, find, send }),
        });
        // It may have been stopped while a further ask was on its way.
        if ((await find(id))?.untilGreen?.end === 'stopped') await cancelFixes(id);
        return;
      }
      const event = isFinal(run.state) ? endOf(gitLab.failure) : null;
      if (event) await tell(id, event);
    },

    async stop(id: string): Promise<Result<null>> {
      await tell(id, { type: 'ended', end: 'stopped' });
      return cancelFixes(id);
    },
  };
}
