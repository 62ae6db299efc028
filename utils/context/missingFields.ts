import type { Cut } from './Cut.ts';

/** What answers of GitLab lacked, nothing where they were whole. Names of fields are our own words. */
export function missingFields(answers: readonly { missing?: string[] | undefined }[]): Cut[] {
  const names = new Set(answers.flatMap(({ missing }) => missing ?? []));
  return names.size === 0 ? [] : [{ kind: 'fields', names: [...names] }];
}
