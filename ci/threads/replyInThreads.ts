import type { ThreadOutcome } from '../../utils/outcome/ThreadOutcome.ts';
import type { Delivered } from '../deliverChanges.ts';
import { Fault } from '../Fault.ts';
import type { Job } from '../Job.ts';
import { noteOf } from '../noteOf.ts';
import { replyInThread, type Reply } from '../postAnswer.ts';
import type { Work } from '../request/prepareTree.ts';
import type { JobResult } from '../writeResult.ts';
import type { FinishedThread, ThreadBook } from './ThreadBook.ts';

/** What a thread came to where nothing was done in it. */
const NOTHING_DONE = { commit: null, replyUrl: null, resolved: false, reply: '', problem: '' };

/**
 * Replies in each thread that Claude finished, with its commit, and resolves it where the project wants that and it is done:
 * nothing had to be changed, or its commit is on the merge request's own branch and the project's check held. A reply that fails
 * keeps none of the others.
 * @param result as far as it is known, with where the commits went
 * @throws Fault where replies are the only place for the answer and none could be posted
 */
export async function replyInThreads(
  job: Job,
  work: Work,
  result: JobResult,
  threads: ThreadBook,
  ofThreads: Delivered['ofThreads'] = new Map(),
): Promise<ThreadOutcome[]> {
  const outcomes: ThreadOutcome[] = [];
  for (const { id, state } of threads.asked) {
    const finished = threads.finished.find((one) => one.id === id);
    if (state !== 'open' || finished === undefined) {
      outcomes.push({ ...NOTHING_DONE, id, state: state === 'open' ? 'unfinished' : state });
      continue;
    }
    outcomes.push(await ended(job, work, result, finished, ofThreads.get(id) ?? null));
  }
  const replied = outcomes.some(({ replyUrl }) => replyUrl !== null);
  if (job.closed && threads.finished.length > 0 && !replied)
    throw new Fault('No reply could be posted, and this runner project keeps none.');
  return outcomes;
}

async function ended(
  job: Job,
  work: Work,
  result: JobResult,
  finished: FinishedThread,
  commit: string | null,
): Promise<ThreadOutcome> {
  const { id, end } = finished;
  const said = job.redact(finished.reply);
  const base: ThreadOutcome = { ...NOTHING_DONE, id, state: end, commit, reply: said };
  const isPushed = result.branch !== null;
  // Held back, or cut off before anything was done: as with every ask, there is nothing to tell people in GitLab.
  if (result.kind === 'failed' && !isPushed) {
    const problem = 'The run failed, so nothing was posted.';
    return { ...base, state: end === 'changed' ? 'failed' : end, problem };
  }
  // Some commits came through and this one did not: a reply would speak of what is nowhere.
  if (end === 'changed' && commit === null && isPushed)
    return { ...base, state: 'failed', problem: 'Its commit was not pushed.' };
  const reply = await post(job, id, noteFor(job, result, finished, commit));
  if (reply === null) {
    const gone = { ...base, problem: 'The thread was deleted meanwhile.' };
    return { ...gone, state: end === 'changed' ? end : 'gone' };
  }
  if (!reply.posted) return { ...base, problem: job.redact(reply.words) };
  job.step('note', reply.words);
  const posted = { ...base, reply: '', replyUrl: reply.url ?? null };
  if (!job.request.resolvesThreads || !isDone(work, result, finished, commit)) return posted;
  const problem = await resolve(job, id);
  return { ...posted, resolved: problem === '', problem };
}

/** Whether nobody has to do anything more for the thread. */
function isDone(
  { mergeRequest }: Work,
  { branch, verified }: JobResult,
  { end }: FinishedThread,
  commit: string | null,
): boolean {
  if (end !== 'changed') return end === 'nothing_to_do';
  return commit !== null && branch === mergeRequest?.sourceBranch && verified !== 'failed';
}

function noteFor(
  { request, place, settings, redact }: Job,
  result: JobResult,
  { end, reply }: FinishedThread,
  commit: string | null,
): string {
  const answer = redact(reply);
  // Limits and errors are the run's; what is told here is this thread's.
  const own: JobResult =
    end === 'changed'
      ? {
          ...result,
          kind: 'changed',
          answer,
          commits: commit === null ? [] : [commit],
          limit: null,
        }
      : { ...result, kind: 'answered', answer, branch: null, limit: null, verified: 'none' };
  return noteOf({ ...own, errors: [] }, place, request.target, { check: settings.check });
}

function unposted(words: string): Reply {
  return { posted: false, words };
}

/** Null where the thread is gone. */
async function post(job: Job, id: string, body: string): Promise<Reply | null> {
  const { request, place, writer } = job;
  if (request.reply === 'none') return unposted('');
  if (request.isPrivate) return unposted('a private answer stays in the artifact');
  if (writer === null) return unposted('there is no GITLAB_ACCESS_TOKEN to reply with');
  const root = `/merge_requests/${request.target?.iid ?? 0}`;
  return replyInThread(root, id, place, writer, body);
}

/** Empty where it is resolved, else why not. */
async function resolve({ request, writer, redact }: Job, id: string): Promise<string> {
  const path = `/merge_requests/${request.target?.iid ?? 0}/discussions/${id}`;
  const answer = await writer?.project.put(path, { resolved: true });
  return answer === undefined || answer.ok ? '' : redact(`not resolved: ${answer.words}`);
}
