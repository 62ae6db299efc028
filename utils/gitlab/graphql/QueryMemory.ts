/** What one site's GraphQL API turned out not to know. */
export interface QueryMemory {
  /** Paths of fields, by their names. */
  unknown: string[][];
  /** True where there is no GraphQL API for us at all. */
  refused: boolean;
}

const memories = new Map<string, QueryMemory>();

/** The memory of one site, as long as the background lives. */
export function queryMemoryOf(root: string): QueryMemory {
  const memory = memories.get(root) ?? { unknown: [], refused: false };
  memories.set(root, memory);
  return memory;
}
