/** Over 250 lines: the one table of who may do what, endpoint by endpoint, best read in one place. */

/**
 * What an endpoint asks of who calls it. Seen on GitLab 18.9, cell by cell; the suite `tests/contract/permissions.test.ts`
 * holds this table against 44 kinds of actor.
 *
 * - `see`: whoever sees the project.
 * - `uploads`: whoever is signed in and sees it (18.9: `read_upload` of `project_policy.rb`; not recorded).
 * - `issues`, `code`, `mergeRequests`, `pipelines`: whoever may read that part of it.
 * - `repository`: as `code`, but where the repository is switched off the answer is a 404.
 * - `merge request notes`: as `mergeRequests`, but the answer to others is a 404.
 * - `run`: whoever may make pipelines; `develop`, `maintain`: from that role on.
 * - `maintain or 401`: GitLab answers others with 401 there; `maintain builds`: and the builds are switched on.
 * - `anyone`: no project is asked.
 * - `token in the body`: whatever else is sent along is not even looked at.
 */
export type Ability =
  | 'anyone'
  | 'see'
  | 'uploads'
  | 'issues'
  | 'code'
  | 'mergeRequests'
  | 'merge request notes'
  | 'pipelines'
  | 'repository'
  | 'run'
  | 'develop'
  | 'maintain'
  | 'maintain or 401'
  | 'maintain builds'
  | 'token in the body';

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v4`, as Hono writes it. */
  path: string;
  /** Scopes that open it, in the order in which a refusal names them; null: any token. */
  scopes: string | null;
  /** Who is signed out: a visitor who may see what is public, or refused with 401. */
  signedOut: 'visitor' | '401';
  ability: Ability;
  /** A job may ask it with its token; everywhere else such a token is not even looked at. */
  jobToken: boolean;
  /** It can be asked in an archived project although it writes. */
  archivedToo: boolean;
  /** Query parameters that the sandbox obeys, besides `page` and `per_page`. */
  query: readonly string[];
}

const ALWAYS = ['page', 'per_page', 'private_token', 'job_token'];

interface Options {
  jobToken?: true;
  archivedToo?: true;
  query?: string;
}

function row(
  endpoint: `${Endpoint['method']} ${string}`,
  scopes: string | null,
  signedOut: Endpoint['signedOut'],
  ability: Ability,
  options: Options = {},
): Endpoint {
  const [method, path = ''] = endpoint.split(' ');
  return {
    method: METHODS.find((known) => known === method) ?? 'GET',
    path,
    scopes,
    signedOut,
    ability,
    jobToken: options.jobToken ?? false,
    archivedToo: options.archivedToo ?? false,
    query: [...ALWAYS, ...(options.query?.split(' ') ?? [])],
  };
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const API = 'api read_api';
const AI = 'ai_workflows api read_api';
const USER = 'read_user ai_workflows api read_api';
const VERSION = 'read_user ai_features api read_api';
const FILE = 'read_repository ai_workflows api read_api';
const ISSUES = 'ai_workflows mcp mcp api read_api';
const MERGE_REQUESTS = 'mcp mcp ai_workflows api read_api';
const PIPELINES = 'mcp ai_workflows api read_api';
const RUNNERS = 'manage_runner api read_api';

const P = '/projects/:id';
const REPOSITORY = `${P}/repository`;
const ISSUE = `${P}/issues/:iid`;
const MR = `${P}/merge_requests/:iid`;
const PIPELINE = `${P}/pipelines/:pipelineId`;
const JOB = `${P}/jobs/:jobId`;

const JOBS_TOO = { jobToken: true } as const;
const LIST_QUERY =
  'state search scope order_by sort labels milestone author_id assignee_id created_after created_before updated_after in iids[] with_labels_details';

/** Every endpoint that the sandbox answers. */
export const ENDPOINTS: readonly Endpoint[] = [
  row('GET /user', USER, '401', 'anyone'),
  row('GET /personal_access_tokens/self', null, '401', 'anyone'),
  row('GET /version', VERSION, '401', 'anyone'),
  row('GET /metadata', VERSION, '401', 'anyone'),
  row('GET /job', AI, '401', 'anyone', JOBS_TOO),
  row('PUT /jobs/:jobId', null, 'visitor', 'token in the body'),
  row('GET /groups/:id/variables', API, '401', 'anyone'),
  row('GET /runners/:id', RUNNERS, '401', 'anyone'),
  row('PUT /suggestions/:suggestionId/apply', API, '401', 'anyone'),

  row('GET /projects', AI, 'visitor', 'anyone', {
    query:
      'membership min_access_level archived order_by sort search search_namespaces simple pagination',
  }),
  row(`GET ${P}`, AI, 'visitor', 'see', { query: 'statistics license' }),
  row(`PUT ${P}`, AI, '401', 'maintain', { archivedToo: true }),
  row(`GET ${P}/members/all`, API, '401', 'see', { query: 'user_ids[] user_ids query' }),
  row(`GET ${P}/members/all/:userId`, API, '401', 'see'),
  row(`GET ${P}/uploads/:secret/:filename`, API, 'visitor', 'uploads'),
  row(`GET ${P}/labels`, API, 'visitor', 'see'),
  row(`GET ${P}/variables`, API, '401', 'maintain builds'),
  row(`GET ${P}/runners`, RUNNERS, '401', 'maintain', { query: 'status tag_list type paused' }),
  row(`GET ${P}/job_token_scope`, API, '401', 'maintain'),
  row(`PATCH ${P}/job_token_scope`, API, '401', 'maintain'),
  row(`GET ${P}/job_token_scope/allowlist`, API, '401', 'maintain'),
  row(`POST ${P}/job_token_scope/allowlist`, API, '401', 'maintain'),
  row(`DELETE ${P}/job_token_scope/allowlist/:otherId`, API, '401', 'maintain'),
  row(`GET ${P}/push_rule`, API, '401', 'maintain'),
  row(`GET ${P}/access_tokens`, API, '401', 'maintain or 401', { query: 'state' }),
  row(`POST ${P}/triggers`, API, '401', 'maintain'),

  row(`GET ${P}/protected_branches`, API, 'visitor', 'code', { query: 'search' }),
  row(`GET ${P}/protected_branches/:name`, API, 'visitor', 'code'),
  row(`POST ${P}/protected_branches`, API, 'visitor', 'maintain', { archivedToo: true }),
  row(`DELETE ${P}/protected_branches/:name`, API, 'visitor', 'maintain', { archivedToo: true }),

  row(`GET ${REPOSITORY}/branches`, AI, 'visitor', 'repository', {
    jobToken: true,
    query: 'search regex sort pagination',
  }),
  row(`GET ${REPOSITORY}/branches/:branch`, AI, 'visitor', 'repository'),
  row(`POST ${REPOSITORY}/branches`, AI, 'visitor', 'repository'),
  row(`DELETE ${REPOSITORY}/branches/:branch`, AI, 'visitor', 'repository'),
  row(`GET ${REPOSITORY}/files/:path/raw`, FILE, 'visitor', 'code', {
    jobToken: true,
    query: 'ref',
  }),
  row(`GET ${REPOSITORY}/files/:path`, FILE, 'visitor', 'code', { query: 'ref' }),
  row(`GET ${REPOSITORY}/blobs/:sha/raw`, AI, 'visitor', 'code'),
  row(`GET ${REPOSITORY}/tree`, AI, 'visitor', 'code', {
    query: 'ref path recursive pagination page_token',
  }),
  row(`GET ${REPOSITORY}/commits`, AI, 'visitor', 'repository', { query: 'ref_name' }),
  row(`POST ${REPOSITORY}/commits`, AI, 'visitor', 'repository', { archivedToo: true }),
  row(`GET ${REPOSITORY}/commits/:sha`, AI, 'visitor', 'repository', JOBS_TOO),
  row(`GET ${REPOSITORY}/commits/:sha/diff`, AI, 'visitor', 'repository'),
  row(`GET ${REPOSITORY}/commits/:sha/signature`, AI, 'visitor', 'repository'),
  row(`GET ${REPOSITORY}/compare`, AI, 'visitor', 'code', { query: 'from to straight' }),

  row(`GET ${P}/issues`, ISSUES, 'visitor', 'see', { jobToken: true, query: LIST_QUERY }),
  row(`POST ${P}/issues`, ISSUES, '401', 'issues'),
  row(`GET ${ISSUE}`, ISSUES, 'visitor', 'issues', JOBS_TOO),
  row(`PUT ${ISSUE}`, ISSUES, '401', 'issues'),
  row(`POST ${ISSUE}/move`, ISSUES, '401', 'issues'),
  row(`GET ${ISSUE}/links`, API, '401', 'issues'),
  row(`GET ${ISSUE}/closed_by`, ISSUES, 'visitor', 'issues'),
  row(`GET ${ISSUE}/related_merge_requests`, ISSUES, 'visitor', 'issues'),
  ...noteRows(ISSUE, 'issues', false),

  row(`GET ${P}/merge_requests`, MERGE_REQUESTS, 'visitor', 'mergeRequests', {
    jobToken: true,
    query: `${LIST_QUERY} source_branch target_branch reviewer_id pagination`,
  }),
  row(`POST ${P}/merge_requests`, MERGE_REQUESTS, '401', 'develop'),
  row(`GET ${MR}`, MERGE_REQUESTS, 'visitor', 'mergeRequests', {
    jobToken: true,
    query: 'include_diverged_commits_count include_rebase_in_progress',
  }),
  row(`PUT ${MR}`, MERGE_REQUESTS, '401', 'develop'),
  row(`PUT ${MR}/merge`, MERGE_REQUESTS, '401', 'develop'),
  row(`GET ${MR}/diffs`, MERGE_REQUESTS, 'visitor', 'mergeRequests', { query: 'unidiff' }),
  row(`GET ${MR}/changes`, MERGE_REQUESTS, 'visitor', 'mergeRequests'),
  row(`GET ${MR}/raw_diffs`, MERGE_REQUESTS, 'visitor', 'mergeRequests'),
  row(`GET ${MR}/commits`, MERGE_REQUESTS, 'visitor', 'mergeRequests'),
  row(`GET ${MR}/versions`, API, '401', 'mergeRequests'),
  row(`GET ${MR}/pipelines`, MERGE_REQUESTS, 'visitor', 'mergeRequests'),
  row(`GET ${MR}/closes_issues`, MERGE_REQUESTS, 'visitor', 'mergeRequests'),
  ...noteRows(MR, 'merge request notes', true),
  row(`GET ${MR}/draft_notes`, API, '401', 'merge request notes'),
  row(`GET ${MR}/draft_notes/:draftId`, API, '401', 'merge request notes'),
  row(`POST ${MR}/draft_notes`, API, '401', 'merge request notes'),
  row(`POST ${MR}/draft_notes/bulk_publish`, API, '401', 'merge request notes'),
  row(`PUT ${MR}/draft_notes/:draftId`, API, '401', 'merge request notes'),
  row(`PUT ${MR}/draft_notes/:draftId/publish`, API, '401', 'merge request notes'),
  row(`DELETE ${MR}/draft_notes/:draftId`, API, '401', 'merge request notes'),

  row(`POST ${P}/pipeline`, PIPELINES, '401', 'run'),
  row(`POST ${P}/trigger/pipeline`, null, 'visitor', 'token in the body'),
  row(`POST ${P}/ref/:ref/trigger/pipeline`, null, 'visitor', 'token in the body'),
  row(`GET ${P}/pipelines`, PIPELINES, 'visitor', 'pipelines', {
    jobToken: true,
    query:
      'name ref sha source status scope username order_by sort updated_after updated_before created_after created_before',
  }),
  row(`GET ${PIPELINE}`, PIPELINES, 'visitor', 'pipelines', JOBS_TOO),
  row(`GET ${PIPELINE}/variables`, PIPELINES, 'visitor', 'see'),
  // The list of jobs asks only whether the builds are open at all.
  row(`GET ${PIPELINE}/jobs`, PIPELINES, 'visitor', 'see', {
    jobToken: true,
    query: 'scope scope[] include_retried',
  }),
  row(`GET ${PIPELINE}/bridges`, PIPELINES, 'visitor', 'see', { query: 'scope scope[]' }),
  row(`POST ${PIPELINE}/cancel`, PIPELINES, '401', 'develop'),
  row(`POST ${PIPELINE}/retry`, PIPELINES, '401', 'develop'),
  row(`DELETE ${PIPELINE}`, PIPELINES, '401', 'see'),
  row(`GET ${P}/jobs`, AI, '401', 'pipelines', { query: 'scope scope[]' }),
  row(`GET ${JOB}`, AI, '401', 'pipelines'),
  row(`GET ${JOB}/trace`, AI, '401', 'pipelines', { query: 'byte_offset byte_limit' }),
  row(`GET ${JOB}/artifacts/:path{.+}`, API, 'visitor', 'pipelines', JOBS_TOO),
  row(`POST ${JOB}/retry`, AI, '401', 'develop'),
  row(`POST ${JOB}/cancel`, AI, '401', 'develop'),
  row(`POST ${JOB}/play`, AI, '401', 'develop'),
  row(`POST ${JOB}/erase`, AI, '401', 'develop'),
  row(`GET ${P}/ci/lint`, AI, 'visitor', 'code', {
    query: 'content_ref sha ref include_jobs dry_run dry_run_ref',
  }),
  row(`POST ${P}/ci/lint`, AI, 'visitor', 'develop'),
];

function noteRows(base: string, ability: Ability, notesByJob: boolean): Endpoint[] {
  const jobs: Options = notesByJob ? JOBS_TOO : {};
  return [
    row(`GET ${base}/discussions`, AI, '401', ability),
    row(`POST ${base}/discussions`, AI, '401', ability),
    row(`GET ${base}/discussions/:discussionId`, AI, '401', ability),
    row(`PUT ${base}/discussions/:discussionId`, AI, '401', ability, { query: 'resolved' }),
    row(`POST ${base}/discussions/:discussionId/notes`, AI, '401', ability),
    row(`GET ${base}/notes`, AI, '401', ability, {
      ...jobs,
      query: 'sort order_by activity_filter',
    }),
    row(`GET ${base}/notes/:noteId`, AI, '401', ability, jobs),
    row(`POST ${base}/notes`, AI, '401', ability),
    row(`PUT ${base}/notes/:noteId`, AI, '401', ability),
  ];
}
