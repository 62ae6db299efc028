// Over 250 lines, because all that is done about a run (sent, followed, cancelled, written on its page) shares what it needs.
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { GitLab, PipelineOrder } from '../gitlab/GitLab.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { Previews } from '../preview/previews.ts';
import type { StoredPreview } from '../preview/StoredPreview.ts';
import { atMost } from './atMost.ts';
import { checkSend, USED_UP, type SendRequest } from './checkSend.ts';
import { followRun, listOnce, type FollowTools } from './followRun.ts';
import { postAnswer } from './postAnswer.ts';
import { isFinal, isOpen, type Run } from './Run.ts';
import { findWorkingNote, finishWorkingNote } from './workingNote.ts';
import { RunBook, type RunsListener, type RunStore } from './RunBook.ts';
import type { PreviewAgain } from './untilGreen/askAgain.ts';
import { beginUntilGreen } from './untilGreen/beginUntilGreen.ts';
import { createUntilGreen } from './untilGreen/createUntilGreen.ts';

export interface RunService {
  /**
   * Fires a preview, once: from here to the POST nothing else is asked of GitLab. Gives the run also where the answer was lost (it then stays
   * `sending`, with its failure); a failure where nothing was fired or GitLab definitely refused.
   */
  send(request: SendRequest, page: PageRef): Promise<Result<Run>>;
  /** Cancels every pipeline of the run; pressed while sending it stays in force. `supersededBy` names the newer ask for which it is done. */
  cancel(runId: string, supersededBy?: string): Promise<Result<null>>;
  /** Ends the job of a run that is being cancelled, without waiting for its runner. */
  forceCancel(runId: string): Promise<Result<null>>;
  postAnswer(runId: string): Promise<Result<{ webUrl: string }>>;
  /** See `findWorkingNote`. */
  findWorkingNote(runId: string): Promise<Result<{ webUrl: string } | null>>;
  /** See `finishWorkingNote`. */
  finishWorkingNote(runId: string): Promise<Result<null>>;
  /** Nothing more is asked by itself until the pipeline is green; what was, and goes on, is cancelled. */
  stopUntilGreen(runId: string): Promise<Result<null>>;
  /** Keeps what was learnt of what came of a run. */
  note(runId: string, learnt: Pick<Run, 'published' | 'dropped' | 'expired'>): Promise<void>;
  /** One round over all open runs. Rounds do not overlap. */
  follow(): Promise<Round>;
  /** What rests after trouble is looked at in the next round again. */
  lookAgain(): void;
  /** Forgets all but the runs that `stays` picks, and tells those who listen. */
  erase(stays: (run: Run) => boolean): Promise<void>;
  /** Calls the listener with all runs, newest first, at once and after each change; the function returned ends it. */
  subscribe(listener: RunsListener): () => void;
}

/** What a round over the runs came to. */
export interface Round {
  /** Whether anything is left to follow. */
  open: boolean;
}

/** After the first look at a run that failed, in milliseconds; twice as long after each further one. */
const PAUSE_MS = 3000;
const LONGEST_PAUSE_MS = 30_000;
/** A round waits no longer for a site that does not answer: its look goes on by itself. */
const ROUND_MS = 4000;

function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}

/** Whether GitLab said no; anything else leaves open whether a pipeline was made. */
function isDefinite({ kind, status }: Failure): boolean {
  return kind !== 'answer_lost' && Math.floor((status ?? 0) / 100) === 4;
}

/** Fires previews and follows what they started. */
export function createRunner(deps: {
  gitLabFor(root: string): Promise<Result<GitLab>>;
  runs: RunStore;
  previews: Pick<Previews, 'find' | 'take'>;
  previewAgain: PreviewAgain;
  /** Why a preview may not go out now, by what the organisation rules. */
  policyFailure(stored: StoredPreview): Promise<Failure | null>;
  /** The trigger token for a project's pipelines; null where there is none. */
  triggerToken(site: string, projectPath: string): Promise<string | null>;
  /** See `defuseAnswer`. */
  defuse(answer: string, origin: string): Promise<string>;
  /** Until when a site wants to be left alone, in milliseconds since 1970. */
  quietUntil(root: string): Promise<number>;
  /** Milliseconds since 1970. */
  now(): number;
}): RunService {
  const book = new RunBook(deps.runs);
  const underWay = new Set<string>();
  /** Runs that could not be looked at, each with its own pause: trouble of one slows no other. */
  const pauses = new Map<string, { troubles: number; until: number }>();
  let round: Promise<Round> | null = null;
  const now = (): string => new Date(deps.now()).toISOString();

  function following(gitLab: GitLab, id: string): FollowTools {
    return { gitLab, now, tell: (event) => book.tell(id, event) };
  }

  async function fire(
    gitLab: GitLab,
    run: Run,
    order: PipelineOrder,
    trigger: string | null,
  ): Promise<Result<Run>> {
    const told = following(gitLab, run.id);
    const answer = trigger
      ? await gitLab.triggerPipeline(run.projectId, trigger, order)
      : await gitLab.createPipeline(run.projectId, order);
    const after = await told.tell(
      answer.ok
        ? { type: 'posted', pipeline: answer.value }
        : {
            type: isDefinite(answer.failure) ? 'refused' : 'answerLost',
            failure: answer.failure,
          },
    );
    const settled = (await listOnce(after ?? run, told)) ?? run;
    return settled.state === 'failed' && settled.failure
      ? failed(settled.failure)
      : { ok: true, value: settled };
  }

  /** Without the site's token nothing can be asked: a run grows older all the same. */
  async function unreachable({ id }: Run, failure: Failure): Promise<void> {
    await book.tell(id, { type: 'followFailed', failure, at: now() });
    await book.tell(id, { type: 'listingFailed', failure, reachable: false, at: now() });
    await book.tell(id, { type: 'clock', at: now() });
  }

  async function look(run: Run): Promise<void> {
    if (deps.now() < (await deps.quietUntil(run.site))) return;
    const gitLab = await deps.gitLabFor(run.site);
    if (gitLab.ok) await followRun(run, following(gitLab.value, run.id));
    else await unreachable(run, gitLab.failure);
    await untilGreen.look(run, gitLab);
  }

  /** One look at a run, unless it is looked at already or rests after trouble. */
  async function lookInTurn(run: Run): Promise<void> {
    const { id } = run;
    const pause = pauses.get(id);
    if (underWay.has(id) || (pause && deps.now() < pause.until)) return;
    underWay.add(id);
    try {
      await look(run);
      const after = await book.find(id);
      if (after?.unseenSince === undefined) pauses.delete(id);
      else {
        const troubles = (pause?.troubles ?? 0) + 1;
        const rest = Math.min(PAUSE_MS * 2 ** (troubles - 1), LONGEST_PAUSE_MS);
        pauses.set(id, { troubles, until: deps.now() + rest });
      }
    } finally {
      underWay.delete(id);
    }
  }

  async function followAll(): Promise<Round> {
    const before = (await book.list()).filter(isOpen);
    await atMost(Promise.all(before.map(lookInTurn)), ROUND_MS);
    const left = (await book.list()).filter(isOpen);
    return { open: left.length > 0 };
  }

  /** Does something about a run that is known, with its site. */
  async function ofRun<Value>(
    id: string,
    work: (gitLab: GitLab, run: Run) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const run = await book.find(id);
    if (run === null) return failed({ kind: 'not_found', subject: id });
    const gitLab = await deps.gitLabFor(run.site);
    return gitLab.ok ? work(gitLab.value, run) : gitLab;
  }

  const service: RunService = {
    async send(request, page) {
      const stored = await deps.previews.find(request.previewId);
      if (stored === null) return failed(USED_UP);
      const refusal = checkSend(stored, request, page, await book.list());
      if (refusal !== null) return failed(refusal);
      const ruled = await deps.policyFailure(stored);
      if (ruled !== null) return failed(ruled);
      const { trigger, site, projectPath } = stored.run;
      const token = trigger ? await deps.triggerToken(site, projectPath) : null;
      if (trigger && token === null) return failed({ kind: 'token_refused', reason: 'trigger' });
      const gitLab = await deps.gitLabFor(page.site);
      if (!gitLab.ok) return gitLab;
      const taken = await deps.previews.take(request.previewId);
      if (taken === null) return failed(USED_UP);
      const green = beginUntilGreen(taken, request, deps.now());
      const run: Run = {
        ...taken.run,
        state: 'sending',
        createdAt: now(),
        ...(green && { untilGreen: green }),
        ...(request.fixes !== undefined && { fixes: request.fixes }),
      };
      underWay.add(run.id);
      try {
        if (!(await book.add(run))) return failed(USED_UP);
        return await fire(gitLab.value, run, taken.order, token);
      } finally {
        underWay.delete(run.id);
      }
    },

    async cancel(runId, supersededBy) {
      const run = await book.tell(runId, { type: 'cancelWanted', supersededBy });
      if (run === null) return failed({ kind: 'not_found', subject: runId });
      if (isFinal(run.state) || run.pipelineId === undefined) return { ok: true, value: null };
      const gitLab = await deps.gitLabFor(run.site);
      if (!gitLab.ok) return gitLab;
      await listOnce(run, following(gitLab.value, runId));
      const after = await book.find(runId);
      return after?.cancelWanted || !after?.failure
        ? { ok: true, value: null }
        : failed(after.failure);
    },

    forceCancel: (runId) =>
      ofRun(runId, async (gitLab, { jobId, jobStatus, cancelWanted, projectId }) => {
        // Whoever cancelled it, here or on GitLab's own page.
        const ending = cancelWanted === true || jobStatus === 'canceling';
        if (jobId === undefined || !ending) return failed({ kind: 'not_found', subject: runId });
        const ended = await gitLab.forceCancelJob(projectId, jobId);
        return ended.ok ? { ok: true, value: null } : ended;
      }),

    postAnswer: (runId) => ofRun(runId, (gitLab, run) => postAnswer(gitLab, run, deps.defuse)),
    finishWorkingNote: (runId) => ofRun(runId, finishWorkingNote),

    async findWorkingNote(runId) {
      const found = await ofRun(runId, findWorkingNote);
      // It is not looked for again.
      if (found.ok && found.value === null)
        await book.change(runId, (run) => ({ ...run, acknowledges: false }));
      return found;
    },

    follow() {
      round ??= followAll().finally(() => {
        round = null;
      });
      return round;
    },

    async note(runId, learnt) {
      await book.change(runId, (run) => ({ ...run, ...learnt }));
    },

    stopUntilGreen: (runId) => untilGreen.stop(runId),
    lookAgain: () => pauses.clear(),
    erase: (stays) => book.erase(stays),
    subscribe: (listener) => book.subscribe(listener),
  };
  const untilGreen = createUntilGreen({
    book,
    preview: deps.previewAgain,
    send: service.send,
    cancel: service.cancel,
    now,
  });
  return service;
}
