const LARGEST_PAGE = 100;

export interface PageArguments {
  first?: number | null;
  after?: string | null;
}

/** One page of a list as GraphQL gives it; its cursor is the count of what came by then, in base 64 without padding. */
export function connectionOf<Item, Node>(
  items: readonly Item[],
  { first, after }: PageArguments,
  toNode: (item: Item) => Node,
) {
  const start = after ? Number(Buffer.from(after, 'base64url').toString()) : 0;
  const end = start + Math.min(first ?? LARGEST_PAGE, LARGEST_PAGE);
  const page = items.slice(start, end);
  return {
    nodes: page.map(toNode),
    pageInfo: {
      hasNextPage: end < items.length,
      endCursor:
        page.length === 0 ? null : Buffer.from(String(start + page.length)).toString('base64url'),
    },
  };
}
