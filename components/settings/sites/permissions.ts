/** What a fine-grained token needs for everything that is done here, in GitLab's own words (18.10 and later, `doc/auth/tokens/fine_grained_access_tokens_rest.md`). */
export const PERMISSIONS: readonly (readonly [resource: string, actions: string])[] = [
  ['Project', 'Read'],
  ['Pipeline', 'Create, Read'],
  ['Job', 'Read'],
  ['CI Config', 'Read, Validate'],
  ['Repository', 'Read'],
  ['Branch', 'Read, Create'],
  ['Commit', 'Create'],
  ['Work Item', 'Read, Create'],
  ['Merge Request', 'Read, Create'],
  ['Variable', 'Read'],
  ['User', 'Read'],
  ['Personal Access Token', 'Read'],
];
