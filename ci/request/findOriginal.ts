import { setTimeout as wait } from 'node:timers/promises';
import { fieldOf } from '../gitlabApi.ts';
import type { ApiFailure, GitlabApi } from '../gitlabApi.ts';

export type OriginalSearch =
  | { found: 'original'; pipelineId: number }
  | { found: 'none' }
  | { found: 'unknown'; why: string };

const PER_PAGE = 100;
const MAX_PAGES = 5;

/**
 * Looks for an older pipeline of the same name, whatever its status: it does the work already. `name` is only a filter
 * that older servers ignore, so each listed name is compared again.
 * @param signal of the job's end; @throws its AbortError
 * @param retryForMs how long a listing is tried again that may succeed later
 */
export async function findOriginal(
  api: GitlabApi,
  name: string,
  pipelineId: number,
  signal: AbortSignal,
  retryForMs = 60_000,
): Promise<OriginalSearch> {
  const end = Date.now() + retryForMs;
  for (;;) {
    const listed = await listNamed(api, name);
    if (listed.ok) return oldestBefore(listed.pipelines, name, pipelineId);
    if (listed.isFinal || Date.now() >= end) return { found: 'unknown', why: listed.words };
    await wait(Math.min(5_000, retryForMs), undefined, { signal });
  }
}

type Listing = { ok: true; pipelines: unknown[] } | ApiFailure;

async function listNamed(api: GitlabApi, name: string): Promise<Listing> {
  const pipelines: unknown[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = new URLSearchParams({ name, per_page: String(PER_PAGE), page: String(page) });
    const answer = await api.get(`/pipelines?${query.toString()}`);
    if (!answer.ok) return answer;
    if (!Array.isArray(answer.body))
      return { ok: false, status: 0, words: 'the listing is not a list', isFinal: true };
    pipelines.push(...answer.body);
    if (answer.body.length < PER_PAGE) break;
  }
  return { ok: true, pipelines };
}

function oldestBefore(pipelines: unknown[], name: string, pipelineId: number): OriginalSearch {
  if (!pipelines.some((pipeline) => typeof fieldOf(pipeline, 'name') === 'string'))
    return { found: 'unknown', why: 'pipelines have no names here' };
  const ids = pipelines
    .filter((pipeline) => fieldOf(pipeline, 'name') === name)
    .map((pipeline) => Number(fieldOf(pipeline, 'id')));
  const oldest = Math.min(...ids);
  return oldest < pipelineId ? { found: 'original', pipelineId: oldest } : { found: 'none' };
}
