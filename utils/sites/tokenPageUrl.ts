/** GitLab's page for a new personal access token, filled in (facts: `description` is read since GitLab 17.7, older ones ignore it). */
export function tokenPageUrl(root: string, words: { name: string; description: string }): string {
  const query = new URLSearchParams({ ...words, scopes: 'api' });
  return `${root}/-/user_settings/personal_access_tokens?${query}`;
}

/** GitLab's page for a new fine-grained token (18.10 and later, `config/routes/user_settings.rb`); it takes nothing from its address. */
export function fineGrainedPageUrl(root: string): string {
  return `${root}/-/user_settings/personal_access_tokens/granular/new`;
}
