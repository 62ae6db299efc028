/**
 * The number of the page after this one, as `X-Next-Page` has it, for answers whose way lost that header: `Link` tells it too, and a
 * full page without both may have another behind it. Null where GitLab told it itself, or there is none.
 */
export function nextPage(
  headers: Readonly<Record<string, string>>,
  body: unknown,
  search: URLSearchParams,
): string | null {
  if (headers['x-next-page'] !== undefined) return null;
  const link = headers['link']?.split(',').find((part) => part.includes('rel="next"'));
  if (link !== undefined) return /[?&]page=(\d{1,9})/.exec(link)?.[1] ?? null;
  if (headers['link'] !== undefined || !Array.isArray(body)) return null;
  const [page, size] = [Number(search.get('page')), Number(search.get('per_page'))];
  return page > 0 && size > 0 && body.length >= size ? String(page + 1) : null;
}
