/** One line for what answers of GitLab lacked, none where they were whole. Names of fields are our own words. */
export function missingFields(answers: readonly { missing?: string[] | undefined }[]): string[] {
  const names = new Set(answers.flatMap(({ missing }) => missing ?? []));
  return names.size === 0 ? [] : [`not in GitLab's answer: ${[...names].join(', ')}`];
}
