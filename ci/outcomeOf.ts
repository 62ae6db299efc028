import type { Finding } from '../utils/outcome/Finding.ts';
import type { OutcomeKind } from '../utils/outcome/Outcome.ts';
import { acknowledge, tellNoAnswer } from './acknowledge.ts';
import { askClaude } from './claude/askClaude.ts';
import type { ClaudeWork } from './claude/askClaude.ts';
import type { ClaudeResult } from './claude/claudeResult.ts';
import { changeWordsOf } from './claude/commitMessage.ts';
import { deliverChanges } from './deliverChanges.ts';
import { Fault } from './Fault.ts';
import { originalOf } from './request/originalOf.ts';
import type { Job } from './Job.ts';
import type { OpenedClaude } from './claude/openClaude.ts';
import { noteOf, statusNote } from './noteOf.ts';
import { prepareTree } from './request/prepareTree.ts';
import type { Work } from './request/prepareTree.ts';
import { postAnswer } from './postAnswer.ts';
import { sideBySide } from './sideBySide.ts';
import { readThreads } from './threads/readThreads.ts';
import { replyInThreads } from './threads/replyInThreads.ts';
import { ThreadBook } from './threads/ThreadBook.ts';
import { NO_RESULT } from './writeResult.ts';
import type { JobResult } from './writeResult.ts';

export interface Finished {
  result: JobResult;
  /** The changes, for the artifact; null without any. */
  patch: Uint8Array | null;
}

/**
 * The job from the look for an earlier pipeline of the same ask to the reply.
 * @param opening Claude, as `openClaude` gives it
 * @throws Fault
 */
export async function outcomeOf(job: Job, opening: Promise<OpenedClaude>): Promise<Finished> {
  const { request, place, reader, writer } = job;
  job.step('checked', `${request.mode} on ${request.resource}`);
  for (const line of request.refused) job.step('warning', line);
  job.hide([place.projectPath]);
  const apis = { reader, writer: writer?.project ?? null };
  // Reading the code changes nothing, so it need not wait for the listing of pipelines.
  const preparing = prepareTree(request, place, apis, job.fetching, job.folder);
  const looking = originalOf(job);
  const acknowledged = looking.then(
    (original) => (original === null ? acknowledge(job) : null),
    () => null,
  );
  const [original] = await sideBySide([looking, preparing.catch(() => null)]);
  if (original !== null) return { result: { ...NO_RESULT, errors: [original] }, patch: null };
  try {
    return await outcomeOn(job, await preparing, opening, acknowledged);
  } catch (error) {
    const status = job.cancelled.aborted ? 'cancelled' : 'failed';
    await tellNoAnswer(job, await acknowledged, NO_RESULT, status);
    throw error;
  }
}

/** @param acknowledged as `acknowledge` gives it, which Claude's work does not wait for */
async function outcomeOn(
  job: Job,
  work: Work,
  opening: Promise<OpenedClaude>,
  acknowledged: Promise<number | null>,
): Promise<Finished> {
  const { request, place, writer } = job;
  const { mergeRequest } = work;
  job.hide(mergeRequest ? [mergeRequest.sourceBranch, mergeRequest.targetBranch] : []);
  if (job.closed && request.mode === 'change' && mergeRequest?.locked?.why === 'elsewhere')
    throw new Fault(
      'Changes to a merge request from another project would be a patch in the artifact, which this runner project keeps free of content.',
    );
  const name = mergeRequest ? `!${mergeRequest.iid}` : 'the default branch';
  job.step('prepared', `${name} at ${work.base.slice(0, 8)}`);

  const threads =
    request.threads.length === 0 ? null : new ThreadBook(job, work, await readThreads(job));
  if (threads?.left().length === 0)
    return {
      result: { ...NO_RESULT, threads: await replyInThreads(job, work, NO_RESULT, threads) },
      patch: null,
    };
  const asked = await askClaude(job, work, opening, threads);
  const told = changeWordsOf(request, asked.claude);
  const came = resultOf(job, asked, told.answer);
  const result = { ...came, readCommit: work.base, errors: [...work.remarks, ...came.errors] };
  const withoutAnswer = async (ended: JobResult, status: 'cancelled' | 'failed') =>
    tellNoAnswer(job, await acknowledged, ended, status);
  if (result.kind === 'cancelled')
    return { result: await withoutAnswer(result, 'cancelled'), patch: null };
  const delivered =
    request.mode === 'change'
      ? await deliverChanges(job, work, result, told, threads)
      : { changes: {}, patch: null };
  const finished = { ...result, ...delivered.changes };
  if (threads !== null) {
    const { ofThreads } = delivered;
    const outcomes = await replyInThreads(job, work, finished, threads, ofThreads);
    const errors = [...finished.errors, ...strayWords(threads)];
    return { result: { ...finished, errors, threads: outcomes }, patch: delivered.patch };
  }
  // Where it failed and nothing was done there is nothing to tell people in GitLab.
  if (finished.kind === 'failed' && (finished.branch ?? null) === null)
    return { result: await withoutAnswer(finished, 'failed'), patch: delivered.patch };
  const { check } = job.settings;
  const note = noteOf(finished, place, request.target, { check, withRemarks: job.closed });
  const noteId = await acknowledged;
  const words = note === '' && noteId !== null ? statusNote('silent', place) : note;
  const reply = await postAnswer(request, place, writer, words, noteId);
  if (reply?.posted === true) {
    job.step('note', reply.words);
    const noteUrl = reply.url === undefined ? {} : { noteUrl: reply.url };
    return { result: { ...finished, ...noteUrl }, patch: delivered.patch };
  }
  if (reply === null) return { result: finished, patch: delivered.patch };
  const unposted = `The answer was not posted: ${job.redact(reply.words)}`;
  if (job.closed) throw new Fault(unposted);
  // The panel offers to post it then.
  const errors = [...finished.errors, unposted];
  return { result: { ...finished, errors }, patch: delivered.patch };
}

function strayWords({ strays }: ThreadBook): string[] {
  return strays === 0
    ? []
    : [`Claude named threads that it was not asked about, which were left alone: ${strays}.`];
}

/**
 * The outcome as far as Claude's own end decides it: the first kind that is true.
 * @param said Claude's answer, without what was not meant for people
 */
function resultOf(
  { cancelled, redact }: Job,
  { claude, verified, checkWords }: ClaudeWork,
  said: string,
): JobResult {
  const limit = limitOf(claude);
  const findings = claude.message?.findings ?? null;
  const spoke = said.trim() !== '' || (findings ?? []).length > 0;
  const kind = ((): OutcomeKind => {
    if (cancelled.aborted) return 'cancelled';
    if (limit !== null) return 'limit';
    if (claude.isError) return 'failed';
    if (claude.denied.length > 0 && !spoke) return 'denied';
    return spoke ? 'answered' : 'nothing';
  })();
  // A provider's error arrives in the place of the answer.
  const isAnswer = kind !== 'failed';
  const leftOut = claude.message?.leftOut ?? 0;
  const errors = [
    ...(isAnswer || !spoke ? [] : [said]),
    ...claude.errors,
    ...(leftOut === 0 ? [] : [`Findings without a place, or too many or too long: ${leftOut}.`]),
    ...(checkWords === '' ? [] : [`The project’s check failed: ${checkWords.slice(-2_000)}`]),
  ];
  return {
    ...NO_RESULT,
    kind,
    answer: isAnswer ? redact(said) : '',
    ...(isAnswer && findings !== null && { findings: findings.map(redactedBy(redact)) }),
    turns: claude.turns,
    costUsd: claude.costUsd,
    deniedTools: claude.denied,
    limit,
    verified,
    errors: errors.map(redact),
    sessionId: claude.sessionId,
  };
}

function redactedBy(redact: Job['redact']) {
  return (finding: Finding): Finding => ({
    ...finding,
    path: redact(finding.path),
    text: redact(finding.text),
    quote: redact(finding.quote),
    suggestion: finding.suggestion === null ? null : redact(finding.suggestion),
  });
}

function limitOf({ outOfTime, subtype }: ClaudeResult): JobResult['limit'] {
  if (outOfTime) return 'time';
  if (subtype === 'error_max_turns') return 'turns';
  return subtype === 'error_max_budget_usd' ? 'cost' : null;
}
