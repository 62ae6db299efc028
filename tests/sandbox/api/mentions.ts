/** Whether title or description hold what `?search=` asks for; nothing asked for holds always. */
export function mentions(
  { title, description }: { title: string; description: string | null },
  words: string | undefined,
): boolean {
  return `${title}\n${description ?? ''}`.toLowerCase().includes((words ?? '').toLowerCase());
}
