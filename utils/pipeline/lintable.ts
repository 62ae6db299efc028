import { withSentDefaults } from './rootFile.ts';
import type { KnownVariables } from './rules/Expression.ts';
import { judgeIncludes, type JudgedIncludes } from './rules/judgeIncludes.ts';

/**
 * The root file as GitLab's lint has to get it to judge a pipeline of ours: includes decided, required inputs filled in. Its text is
 * null where it can be linted where it lies.
 * @param rootFile null where it cannot be read
 * @param inputs what is sent, by the names of inputs
 */
export function lintable(
  rootFile: string | null,
  variables: KnownVariables,
  inputs: Record<string, string>,
): JudgedIncludes {
  if (rootFile === null) return { text: null, unjudged: [] };
  const filled = withSentDefaults(rootFile, inputs);
  const judged = judgeIncludes(filled ?? rootFile, variables);
  return { ...judged, text: judged.text ?? filled };
}
