import { wellFormed } from '../context/clean/clean.ts';

/** What a run is called in lists: the first line of the user's words, at most 120 characters. */
export function labelOf(words: string): string {
  const line = words.trim().split('\n')[0] ?? '';
  return [...wellFormed(line)].slice(0, 120).join('');
}
