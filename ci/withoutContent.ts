import type { Finished } from './outcomeOf.ts';

/**
 * What a central runner project's artifact may hold: how it ended and where, none of the words. What failed is told, since it is
 * GitLab's, the provider's or the job's own words.
 * @param branchPrefix what the names of the job's own branches begin with
 */
export function withoutContent({ result }: Finished, branchPrefix: string): Finished {
  const { findings: _, readCommit: __, threads, ...rest } = result;
  const { kind, errors, branch } = rest;
  const remarks = errors.length === 0 ? [] : [`Remarks in the comment: ${errors.length}.`];
  return {
    result: {
      ...rest,
      answer: '',
      branch: branch?.startsWith(branchPrefix) === true ? branch : null,
      errors: kind === 'failed' ? errors : remarks,
      ...(threads && { threads: threads.map((one) => ({ ...one, reply: '', problem: '' })) }),
    },
    patch: null,
  };
}
