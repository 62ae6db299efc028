import { z } from 'zod';
import type { Result } from './Failure.ts';

/** GitLab's largest page. */
export const PER_PAGE = 100;
/** Ten thousand items: more is no page that a person reads. */
const MOST_PAGES = 100;
const AT_ONCE = 6;

/** One page as gitbeaker gives it with `showExpanded`. */
export interface Page<Item> {
  data: Item[];
  /** GitLab leaves the total out above 10,000 items: then `next` leads on. */
  paginationInfo: { next: number | null; totalPages: number | null };
}

export function pageOf<Item>(item: z.ZodType<Item>) {
  return z.object({
    data: z.array(item),
    paginationInfo: z.object({
      next: z.number().nullable(),
      totalPages: z.number().nullable().catch(null),
    }),
  });
}

/** All pages, at most six at once, in order. One page that cannot be read fails the whole. */
export async function listAll<Item>(
  readPage: (page: number) => Promise<Result<Page<Item>>>,
): Promise<Result<Item[]>> {
  const first = await readPage(1);
  if (!first.ok) return first;
  const pages = [first.value.data];
  const { totalPages, next } = first.value.paginationInfo;
  if ((totalPages ?? 1) > MOST_PAGES) return tooMany();

  if (totalPages === null) {
    for (let page = next; page !== null;) {
      if (page > MOST_PAGES) return tooMany();
      const read = await readPage(page);
      if (!read.ok) return read;
      pages.push(read.value.data);
      page = read.value.paginationInfo.next;
    }
  } else {
    for (let from = 2; from <= totalPages; from += AT_ONCE) {
      const count = Math.min(AT_ONCE, totalPages - from + 1);
      const reads = await Promise.all(
        Array.from({ length: count }, (_, index) => readPage(from + index)),
      );
      for (const read of reads) {
        if (!read.ok) return read;
        pages.push(read.value.data);
      }
    }
  }
  return { ok: true, value: pages.flat() };
}

function tooMany(): Result<never> {
  const detail = `The list has more than ${MOST_PAGES * PER_PAGE} items.`;
  return { ok: false, failure: { kind: 'refused', detail } };
}
