import type { SandboxContext } from './Env.ts';
import { badParameter } from './refuse.ts';

function wanted(c: SandboxContext, name: 'page' | 'per_page', fallback: number): number {
  const text = c.req.query(name);
  if (text === undefined || text === '') return fallback;
  if (!/^-?\d+$/.test(text)) return badParameter(`${name} is invalid`);
  return Number(text) > 0 ? Number(text) : badParameter(`${name} has a value not allowed`);
}

interface Paging {
  /** False: GitLab does not count this list, so there is neither a total nor a last page. */
  counted?: boolean;
  /** How many a page where none are asked for. */
  usual?: number;
}

/** One page of a list with GitLab's headers: `x-total`, `x-next-page`, `link` and the others. */
export function paginate<Item>(
  c: SandboxContext,
  items: readonly Item[],
  url: string,
  { counted = true, usual = 20 }: Paging = {},
): Item[] {
  const perPage = Math.min(100, wanted(c, 'per_page', usual));
  const page = wanted(c, 'page', 1);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const link = linkTo(c, url, perPage);
  // Behind the end there is no page before either.
  const previous = page > 1 && page <= pages ? page - 1 : null;
  const next = page < pages ? page + 1 : null;
  c.header('x-page', String(page));
  c.header('x-per-page', String(perPage));
  c.header('x-next-page', String(next ?? ''));
  c.header('x-prev-page', String(previous ?? ''));
  if (counted) {
    c.header('x-total', String(items.length));
    c.header('x-total-pages', String(pages));
  }
  const links = [
    ...(previous === null ? [] : [link(previous, 'prev')]),
    ...(next === null ? [] : [link(next, 'next')]),
    link(1, 'first'),
    ...(counted ? [link(pages, 'last')] : []),
  ];
  c.header('link', links.join(', '));
  return items.slice((page - 1) * perPage, page * perPage);
}

function linkTo(c: SandboxContext, url: string, perPage: number) {
  return (page: number, rel: string): string => {
    const query = new URLSearchParams(new URL(c.req.url).search);
    query.set('page', String(page));
    query.set('per_page', String(perPage));
    return `<${url}${c.req.path.slice(c.req.path.indexOf('/api/v4'))}?${query}>; rel="${rel}"`;
  };
}

/** One page by GitLab's keyset: no numbers, only a link to what comes next. */
export function paginateByKeyset<Item>(
  c: SandboxContext,
  items: readonly Item[],
  url: string,
  key: { parameter: string; of: (item: Item) => string },
): Item[] {
  const perPage = Math.min(100, wanted(c, 'per_page', 20));
  const after = c.req.query(key.parameter);
  const start = after === undefined ? 0 : items.findIndex((item) => key.of(item) === after) + 1;
  const page = items.slice(start, start + perPage);
  const last = page.at(-1);
  if (last !== undefined && start + perPage < items.length) {
    const query = new URLSearchParams(new URL(c.req.url).search);
    query.set('per_page', String(perPage));
    query.set(key.parameter, key.of(last));
    const path = c.req.path.slice(c.req.path.indexOf('/api/v4'));
    c.header('link', `<${url}${path}?${query}>; rel="next"`);
  }
  return page;
}
