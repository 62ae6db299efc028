import type { Run } from './Run.ts';

const ROUTES = { issue: 'issues', merge_request: 'merge_requests' } as const;

/** The page that a run was asked from; newer GitLabs lead an issue's address on to its work item. */
export function runAddress({ site, projectPath, page }: Run): string {
  return `${site}/${projectPath}/-/${ROUTES[page.type]}/${page.iid}`;
}
