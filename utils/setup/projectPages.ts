import type { FixPage } from './Fix.ts';

/** Where each page lies below a project's address. */
const PATHS: Record<FixPage, string> = {
  ci_settings: '/-/settings/ci_cd#js-general-pipeline-settings',
  variables: '/-/settings/ci_cd#js-cicd-variables-settings',
  runners: '/-/settings/ci_cd#js-runners-settings',
  job_token: '/-/settings/ci_cd#js-token-access',
  members: '/-/project_members',
  protected_branches: '/-/settings/repository#js-protected-branches-settings',
  push_rules: '/-/settings/repository#js-push-rules',
  project_tokens: '/-/settings/access_tokens',
  general: '/edit',
  ci_file: '/-/ci/editor',
  merge_request: '/-/merge_requests',
};

/** Address of a page of the project at `webUrl`. */
export function projectPage(webUrl: string, page: FixPage): string {
  return webUrl + PATHS[page];
}
