import type { SandboxContext } from './Env.ts';

/** One page of a list with GitLab's headers: `x-total`, `x-next-page`, `link` and the others. */
export function paginate<Item>(c: SandboxContext, items: readonly Item[], url: string): Item[] {
  const perPage = Math.min(100, Math.max(1, Number(c.req.query('per_page') ?? 20) || 20));
  const page = Math.max(1, Number(c.req.query('page') ?? 1) || 1);
  const pages = Math.max(1, Math.ceil(items.length / perPage));
  const link = (target: number, rel: string): string => {
    const query = new URLSearchParams(c.req.query());
    query.set('page', String(target));
    query.set('per_page', String(perPage));
    return `<${url}${c.req.path.slice(c.req.path.indexOf('/api/v4'))}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < pages ? [link(page + 1, 'next')] : []),
    link(1, 'first'),
    link(pages, 'last'),
  ];
  c.header('x-page', String(page));
  c.header('x-per-page', String(perPage));
  c.header('x-next-page', page < pages ? String(page + 1) : '');
  c.header('x-prev-page', page > 1 ? String(page - 1) : '');
  c.header('x-total', String(items.length));
  c.header('x-total-pages', String(pages));
  c.header('link', links.join(', '));
  return items.slice((page - 1) * perPage, page * perPage);
}
