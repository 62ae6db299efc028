/**
 * What does not need one another, at the same time. Where one fails the others still come to their end: nothing may go on in
 * folders that the job is about to remove.
 * @throws what the first of those that failed has thrown
 */
export async function sideBySide<const All extends readonly unknown[]>(
  all: All,
): Promise<{ -readonly [Index in keyof All]: Awaited<All[Index]> }> {
  await Promise.allSettled(all);
  return Promise.all(all);
}
