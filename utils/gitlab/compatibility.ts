/** One thing of GitLab's API that not every supported version has. */
export interface Novelty {
  /** First version that has it, as `18.1`. */
  since: string;
  /** Endpoint, parameter or field, as GitLab writes it. */
  what: string;
  /** What is done on an older one. */
  without: string;
  /** The file in which that is. */
  where: string;
}

/** The oldest GitLab that the job runs on; the extension alone reads 16.0 and later. */
export const OLDEST = '16.11';

/** Everything that the extension or its job uses and that came after 16.0, oldest first (GitLab's API docs, "history" of each). */
export const NOVELTIES: readonly Novelty[] = [
  {
    since: '16.2',
    what: '`prepared_at` of a merge request',
    without: 'the diff counts as ready as soon as `detailed_merge_status` does not say `preparing`',
    where: 'utils/context/gatherMergeRequest.ts',
  },
  {
    since: '16.5',
    what: '`content_ref` of `GET /projects/:id/ci/lint`',
    without:
      'the default branch is linted, since the parameter is ignored; other jobs may not be named',
    where: 'utils/gitlab/createGitLab.ts',
  },
  {
    since: '16.9',
    what: '`name` as filter of `GET /projects/:id/pipelines`',
    without:
      'the list is read without it and each name compared; without names the variables are searched',
    where: 'utils/gitlab/listPipelines.ts',
  },
  {
    since: '16.9',
    what: '`generated_file` of a changed file',
    without: 'generated files are told by their names and texts',
    where: 'utils/context/isGenerated.ts',
  },
  {
    since: '16.11',
    what: '`artifacts:access` and `workflow:auto_cancel` in CI files',
    without: 'set-up writes no job, and the doctor says that this GitLab is too old',
    where: 'utils/setup/addJob/planRunnerBranch.ts',
  },
  {
    since: '17.1',
    what: '`ci_pipeline_variables_minimum_override_role` of a project',
    without: 'nothing is known of the right to set variables: the answer to the first ask tells',
    where: 'utils/pipeline/access.ts',
  },
  {
    since: '17.2',
    what: '`ci_push_repository_for_job_token_allowed` of a project',
    without: 'a foreign job that pushes with its own token is not judged',
    where: 'utils/setup/doctor/checks/judgeJobToken.ts',
  },
  {
    since: '17.11',
    what: '`force` of `POST /projects/:id/jobs/:id/cancel`',
    without: 'the parameter is ignored: older versions end a job at once in any case',
    where: 'components/runs/ForceCancel.tsx',
  },
  {
    since: '18.1',
    what: '`inputs` of `POST /projects/:id/pipeline` and of triggers',
    without: 'asks travel as pipeline variables, and set-up writes a root file without inputs',
    where: 'utils/setup/addJob/planRunnerBranch.ts',
  },
  {
    since: '18.4',
    what: '`collapsed` and `too_large` of a changed file',
    without: 'a file without text is named as one of which GitLab gives none',
    where: 'utils/context/describeChanges.ts',
  },
  {
    since: '19.2',
    what: 'fine-grained personal access tokens: `granular`, `granular_scopes`',
    without: 'a token has scopes, and needs `api`',
    where: 'utils/sites/checkToken.ts',
  },
  {
    since: '19.3',
    what: '`byte_offset` of `GET /projects/:id/jobs/:id/trace`',
    without: 'the whole log is answered, and what is known of it is skipped here',
    where: 'utils/outcome/readLog.ts',
  },
];

/** `docs/compatibility.md`. */
export function compatibilityPage(): string {
  const rows = NOVELTIES.map(
    ({ since, what, without, where }) => `| ${since} | ${what} | ${without} | \`${where}\` |`,
  );
  return [
    '# Older versions of GitLab',
    '',
    `The extension reads GitLab 16.0 and later, its job runs on ${OLDEST} and later. What came since then, and what happens without it:`,
    '',
    '| since | what | without it | where |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    'This page is made from `utils/gitlab/compatibility.ts` by `npm run build:docs`.',
    '',
  ].join('\n');
}
