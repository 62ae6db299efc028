import type { Result } from '../../gitlab/Failure.ts';
import type { PageRef } from '../../page/PageRef.ts';
import type { Preview, PreviewRequest } from '../../preview/Preview.ts';
import type { SendRequest } from '../checkSend.ts';
import type { Run } from '../Run.ts';
import { isUntilGreen, type GreenEnd, type UntilGreen } from './UntilGreen.ts';

/** The preset that asks again: it reads the logs of the failed jobs. */
const PRESET = 'fix-failing-pipeline';

/** Makes the preview of an ask whose id is chosen before, from the page read anew. */
export type PreviewAgain = (
  page: PageRef,
  request: PreviewRequest,
  id: string,
) => Promise<Result<Preview>>;

/** What the first ask lets through, a further one gets no more. */
function notAccepted({ otherJobs, ref, confirm }: Preview, green: UntilGreen): GreenEnd | null {
  if (confirm) return 'confirm';
  if (otherJobs.some(({ name }) => !green.jobs.includes(name))) return 'jobs';
  return ref.unprotected && ref.name !== green.ref ? 'ref' : null;
}

function requestOf(run: Run, { request, limits, spentUsd, fixes }: UntilGreen): PreviewRequest {
  const { options = {} } = request;
  const left = limits.costUsd === null ? Infinity : limits.costUsd - spentUsd;
  const most = Math.min(options.max_cost_usd ?? Infinity, left);
  return {
    ...request,
    words: '',
    preset: PRESET,
    parts: {},
    refresh: true,
    continues: fixes.at(-1) ?? run.id,
    options: { ...options, ...(most !== Infinity && { max_cost_usd: Number(most.toFixed(4)) }) },
  };
}

/** Asks Claude again about the merge request's red pipeline: one preview, fired as it is. */
export async function askAgain(
  run: Run,
  green: UntilGreen,
  deps: {
    preview: PreviewAgain;
    find(id: string): Promise<Run | null>;
    send(request: SendRequest, page: PageRef): Promise<Result<Run>>;
  },
): Promise<Result<null> | { end: GreenEnd }> {
  const { site, movedTo, projectPath } = run;
  const { iid = 0, next = '' } = green;
  const page = { site, projectPath: movedTo ?? projectPath, type: 'merge_request' as const, iid };
  const made = await deps.preview(page, requestOf(run, green), next);
  if (!made.ok) return made;
  const { id, failure } = made.value;
  if (failure) return { ok: false, failure };
  const end = notAccepted(made.value, green);
  if (end) return { end };
  // It may have been stopped while the page was read.
  const now = await deps.find(run.id);
  if (!now || !isUntilGreen(now)) return { end: 'stopped' };
  const ticks = { acceptedJobs: true, acceptedRef: true };
  const sent = await deps.send({ previewId: id, ...ticks, fixes: run.id }, page);
  return sent.ok ? { ok: true, value: null } : sent;
}
