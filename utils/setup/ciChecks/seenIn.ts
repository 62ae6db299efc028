import type { Seen } from './Check.ts';
import { linesOf, type FileJob } from './FileJob.ts';

/** What a command shows; a pattern is one. */
export interface Sign {
  test(command: string): boolean;
}

/** The first command line under the keywords in which a sign is found, comments aside; a line that a backslash ends goes on in the next. */
export function seenIn(job: FileJob, keywords: readonly string[], sign: Sign): Seen | null {
  for (const keyword of keywords)
    for (const text of linesOf(job, keyword))
      for (const line of text.split(/(?<!\\)\n/)) {
        const command = line.slice(0, 4_000).replaceAll('\\\n', ' ').slice(0, 2_000);
        if (sign.test(command) && !/^\s*#/.test(line))
          return { keyword, sign: (line.trim().split('\n')[0] ?? '').slice(0, 60) };
      }
  return null;
}
