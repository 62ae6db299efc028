import { findOriginal } from './findOriginal.ts';
import type { Job } from '../Job.ts';

/** Words about the older pipeline that does the work already, or null. */
export async function originalOf({
  request,
  own,
  place,
  step,
  cancelled,
}: Job): Promise<string | null> {
  if (request.requestId === null) return null;
  // The name that the runner branch's root file gives, never the one in the environment.
  const name = `Ask Claude ${request.resource} ${request.requestId}`;
  const search = await findOriginal(own, name, place.pipelineId, cancelled);
  if (search.found === 'unknown')
    step('warning', `older pipelines could not be looked for: ${search.why}`);
  return search.found === 'original'
    ? `Pipeline ${search.pipelineId} was made for the same request and does the work.`
    : null;
}
