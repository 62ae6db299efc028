/** GitLab's page for a new personal access token, filled in (facts: `description` is read since GitLab 17.7, older ones ignore it). */
export function tokenPageUrl(root: string, words: { name: string; description: string }): string {
  const query = new URLSearchParams({ ...words, scopes: 'api' });
  return `${root}/-/user_settings/personal_access_tokens?${query}`;
}
