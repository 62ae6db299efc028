import type { Finished } from './outcomeOf.ts';

/**
 * What a central runner project's artifact may hold: how it ended and where, none of the words. What failed is told, since it is
 * GitLab's, the provider's or the job's own words.
 */
export function withoutContent({ result }: Finished): Finished {
  const { kind, errors, branch } = result;
  const remarks = errors.length === 0 ? [] : [`Remarks in the comment: ${errors.length}.`];
  return {
    result: {
      ...result,
      answer: '',
      branch: branch?.startsWith('claude/') === true ? branch : null,
      errors: kind === 'failed' ? errors : remarks,
    },
    patch: null,
  };
}
