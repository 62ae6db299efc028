import { parseMarkdown } from '../outcome/markdown/parseMarkdown.ts';
import { writeMarkdown } from '../outcome/markdown/writeMarkdown.ts';

/**
 * Claude's answer so that posting it does nothing else: read as the panel reads it, and written anew.
 * @param origin of this GitLab
 */
export function defuseAnswer(answer: string, origin: string): string {
  return writeMarkdown(parseMarkdown(answer), origin);
}
