import type { Result } from './Failure.ts';
import type { Listing } from './GitLab.ts';
import type { Pipeline } from './entities.ts';
import type { Page } from './listAll.ts';

const MOST_PAGES = 20;

export interface PipelineFilter {
  name?: string;
  /** Ids below it are of no interest. */
  downTo?: number;
  limit?: number;
}

/**
 * Pipelines, newest first, page after page down to `downTo`. Complete when the list or the wanted ids end;
 * not when a later page fails or a limit cuts it. Names are compared here: older servers ignore the filter.
 */
export async function listPipelines(
  readPage: (page: number) => Promise<Result<Page<Pipeline>>>,
  { name, downTo = 0, limit = Infinity }: PipelineFilter,
): Promise<Result<Listing<Pipeline>>> {
  const seen = new Set<number>();
  const items: Pipeline[] = [];
  for (let page: number | null = 1; page !== null;) {
    if (page > MOST_PAGES) return { ok: true, value: { items, complete: false } };
    const read: Result<Page<Pipeline>> = await readPage(page);
    if (!read.ok) return page === 1 ? read : { ok: true, value: { items, complete: false } };
    for (const pipeline of read.value.data) {
      if (pipeline.id < downTo) return { ok: true, value: { items, complete: true } };
      // A pipeline made meanwhile shifts the pages: the last of one is the first of the next.
      if (seen.has(pipeline.id)) continue;
      seen.add(pipeline.id);
      if (name !== undefined && pipeline.name !== name) continue;
      if (items.length >= limit) return { ok: true, value: { items, complete: false } };
      items.push(pipeline);
    }
    page = read.value.paginationInfo.next;
  }
  return { ok: true, value: { items, complete: true } };
}
