/**
 * What became of one thread that a run was to resolve: changed for it; Claude said that nothing is to do, or that people have
 * to decide; the run ended before it; it was resolved or deleted meanwhile; what was changed for it came nowhere.
 */
export const THREAD_STATES = [
  'changed',
  'nothing_to_do',
  'open',
  'unfinished',
  'resolved_before',
  'gone',
  'failed',
] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

export interface ThreadOutcome {
  /** 40 hex digits. */
  id: string;
  state: ThreadState;
  /** Full SHA of its commit; null where none was pushed. */
  commit: string | null;
  /** Of the reply; null where none was posted. */
  replyUrl: string | null;
  /** Whether the run resolved it. */
  resolved: boolean;
  /** What Claude would have replied, where that was not posted. */
  reply: string;
  /** What did not go as it should, in GitLab's words or the job's. */
  problem: string;
}

const LONGEST = { reply: 20_000, problem: 500, url: 2_000 };
const MOST = 100;

function textIn(value: unknown, most: number): string {
  return typeof value === 'string' ? value.slice(0, most).toWellFormed() : '';
}

function threadOf(value: unknown): ThreadOutcome[] {
  if (typeof value !== 'object' || value === null) return [];
  const { id, state, commit, reply_url, resolved, reply, problem }: Record<string, unknown> = {
    ...value,
  };
  if (typeof id !== 'string' || !/^[0-9a-f]{40}$/.test(id)) return [];
  const url = textIn(reply_url, LONGEST.url);
  const isSha = typeof commit === 'string' && /^[0-9a-f]{40,64}$/.test(commit);
  return [
    {
      id,
      // A word of a newer job claims nothing.
      state: THREAD_STATES.find((one) => one === state) ?? 'failed',
      commit: isSha ? commit : null,
      replyUrl: url === '' ? null : url,
      resolved: resolved === true,
      reply: textIn(reply, LONGEST.reply),
      problem: textIn(problem, LONGEST.problem),
    },
  ];
}

/** Reads what `result.json` says of threads; null where it says nothing of any. */
export function threadOutcomesOf(value: unknown): ThreadOutcome[] | null {
  return Array.isArray(value) ? value.slice(0, MOST).flatMap(threadOf) : null;
}

/** The same in the names of `result.json`. */
export function writtenThread(thread: ThreadOutcome): Record<string, unknown> {
  const { id, state, commit, replyUrl, resolved, reply, problem } = thread;
  return { id, state, commit, reply_url: replyUrl, resolved, reply, problem };
}
