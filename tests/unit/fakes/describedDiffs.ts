import type { ContextPart } from '../../../utils/context/Context.ts';
import { describeDiffs } from '../../../utils/context/describe/describeChanges.ts';
import type { Diff } from '../../../utils/gitlab/entities.ts';

/** A merge request's changed files as a prompt has them; no thread is open in any. */
export function described(...diffs: Diff[]): ContextPart {
  return describeDiffs(diffs, [], null);
}

/** The diff of a file that adds so many lines. */
export function added(count: number, line = 'a line of code'): string {
  return `@@ -0,0 +1,${count} @@\n${`+${line}\n`.repeat(count)}`;
}
