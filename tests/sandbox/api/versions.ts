import type { Entity } from './entities.ts';

/** What GitLab got when: the one table by which the sandbox plays an older GitLab. Where the version is not known, one that is late enough. */
export const SINCE: Record<string, string> = {
  // Endpoints, as the table of permissions writes them.
  'GET /projects/:id/merge_requests/:iid/raw_diffs': '16.4',
  'GET /projects/:id/uploads/:secret/:filename': '17.4',

  // Where a job's token counts.
  'job token GET /projects/:id/pipelines': '17.0',
  'job token GET /projects/:id/merge_requests/:iid': '17.0',

  // Fields, by entity.
  'project.ci_pipeline_variables_minimum_override_role': '17.1',
  'project.ci_push_repository_for_job_token_allowed': '17.2',
  'diff.generated_file': '16.10',
  'diff.collapsed': '18.4',
  'diff.too_large': '18.4',
  'issue.imported': '17.2',
  'issue.imported_from': '17.2',
  'issue.start_date': '18.9',
  'note.imported': '17.2',
  'note.imported_from': '17.2',
  'merge_request.imported': '17.2',
  'merge_request.imported_from': '17.2',
  'merge_request.merge_after': '17.8',
  'merge_request.prepared_at': '16.1',
  'pipeline.archived': '18.7',
  'pipeline.name': '16.3',
  'job.archived': '18.0',
  'job.runner_manager': '17.2',
  'token.granular': '18.10',
  'token.granular_scopes': '18.10',
  'token.description': '17.7',

  // Parameters.
  'GET ci/lint sha': '16.5',
  'GET ci/lint content_ref': '16.10',
  'GET pipelines name': '16.9',
  'GET trace byte_offset': '19.3',
  'POST cancel force': '18.9',
  'POST /projects/:id/pipeline inputs': '18.1',
  'POST /projects/:id/trigger/pipeline inputs': '18.1',
};

function order(version: string): number {
  const [major = '0', minor = '0'] = version.split('.');
  return Number(major) * 1000 + Number.parseInt(minor, 10);
}

/** True where a GitLab of this version has it. */
export function isThere(version: string, what: string): boolean {
  const since = SINCE[what];
  return since === undefined || order(version) >= order(since);
}

/** An entity without the fields that a GitLab of this version did not have. */
export function asOf(version: string, name: string, entity: Entity): Entity {
  return Object.fromEntries(
    Object.entries(entity).filter(([field]) => isThere(version, `${name}.${field}`)),
  );
}
