import { z } from 'zod';
import type { Result } from './Failure.ts';
import { tolerantList } from './tolerantList.ts';

/** GitLab's largest page. */
export const PER_PAGE = 100;
/** Ten thousand items: more is no page that a person reads. */
const MOST_PAGES = 100;
/** Pages asked for at once where the total is not known. */
const AHEAD = 6;

/** One page as gitbeaker gives it with `showExpanded`. */
export interface Page<Item> {
  data: Item[];
  /** GitLab leaves the total out above 10,000 items: then `next` leads on. */
  paginationInfo: { next: number | null; totalPages: number | null };
}

export function listPage<Item>(item: z.ZodType<Item>) {
  return z.object({
    data: tolerantList(item),
    paginationInfo: z.object({
      next: z.number().nullable(),
      totalPages: z.number().nullable().catch(null),
    }),
  });
}

/** The first page alone. */
export async function firstPage<Item>(
  readPage: (page: number) => Promise<Result<Page<Item>>>,
): Promise<Result<Item[]>> {
  const first = await readPage(1);
  return first.ok ? { ok: true, value: first.value.data } : first;
}

/** All pages in order, read side by side (the sender lets six requests through at once). One page that cannot be read fails the whole. */
export async function listAll<Item>(
  readPage: (page: number) => Promise<Result<Page<Item>>>,
): Promise<Result<Item[]>> {
  const first = await readPage(1);
  if (!first.ok) return first;
  const pages = [first.value.data];
  const { totalPages } = first.value.paginationInfo;
  let { next } = first.value.paginationInfo;
  if ((totalPages ?? 1) > MOST_PAGES) return tooMany();

  while (next !== null) {
    if (next > MOST_PAGES) return tooMany();
    // Where GitLab does not tell the total, pages behind the end are asked for too: they are empty.
    const count: number = totalPages === null ? AHEAD : totalPages - next + 1;
    const from: number = next;
    const reads = await Promise.all(
      Array.from({ length: Math.max(1, count) }, (_, index) => readPage(from + index)),
    );
    for (const read of reads) {
      if (!read.ok) return read;
      pages.push(read.value.data);
      next = read.value.paginationInfo.next;
      if (next === null) break;
    }
    // A page more than GitLab told, since something was added meanwhile, is left alone.
    if (totalPages !== null) next = null;
  }
  return { ok: true, value: pages.flat() };
}

function tooMany(): Result<never> {
  const seen = { what: 'too_many' as const, values: [String(MOST_PAGES * PER_PAGE)] };
  return { ok: false, failure: { kind: 'refused', seen } };
}
