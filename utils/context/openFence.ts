/** Longer ones nobody writes. */
const FENCE = /^[ \t]{0,3}(?:>[ \t]?)*(`{3,12}|~{3,12})([^\n]*)$/;

/** What closes the block of code that `text` ends within; empty where it ends within none. */
export function openFence(text: string): string {
  let open = '';
  for (const line of text.split('\n')) {
    const [, mark = '', info = ''] = FENCE.exec(line) ?? [];
    if (mark === '') continue;
    if (open === '') {
      // Back-ticks behind back-ticks are a code span.
      if (mark.startsWith('~') || !info.includes('`')) open = mark;
    } else if (mark[0] === open[0] && mark.length >= open.length && info.trim() === '') open = '';
  }
  return open;
}
