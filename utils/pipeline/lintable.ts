import { withSentInputs } from './withSentInputs.ts';
import type { KnownVariables } from './expressions/Expression.ts';
import { judgeIncludes, type JudgedIncludes } from './rules/judgeIncludes.ts';
import type { Where } from './rules/Where.ts';
import { variablesOfIncludes } from './rules/variablesOfIncludes.ts';

/** What GitLab's lint gets to judge, or why GitLab would make no pipeline of it. */
export type Lintable = JudgedIncludes & { problem?: string };

/**
 * The root file as GitLab's lint has to get it to judge a pipeline of ours: includes decided, inputs filled in. Its text is null
 * where it can be linted where it lies.
 * @param rootFile null where it cannot be read
 * @param inputs what is sent, by the names of inputs
 * @param where which branch the pipeline is for; null where it is the default branch, and nothing is known of included files
 */
export function lintable(
  rootFile: string | null,
  variables: KnownVariables,
  inputs: Record<string, unknown>,
  where: Where | null = null,
): Lintable {
  if (rootFile === null) return { text: null, unjudged: [] };
  const filled = withSentInputs(rootFile, inputs);
  const text = typeof filled === 'string' ? filled : null;
  const seen = variablesOfIncludes(variables, Object.keys(inputs).length > 0);
  const judged = judgeIncludes(text ?? rootFile, seen, where);
  const problem = typeof filled === 'object' && filled !== null ? filled : {};
  return { ...judged, text: judged.text ?? text, ...problem };
}
