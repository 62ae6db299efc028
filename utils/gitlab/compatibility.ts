import { INPUTS_SINCE, JOB_PUSH_SINCE, OLDEST } from './versions.ts';

/** One thing of GitLab's API that not every supported version has. */
export interface VersionedFeature {
  /** First version known to have it, as `18.1`. */
  since: string;
  /** How that is known: by the history in GitLab's documentation, or only by looking at that version. */
  known: 'history' | 'seen';
  /** Endpoint, parameter or field, as GitLab writes it. */
  what: string;
  /** What is done on an older one. */
  without: string;
  /** The file in which that is. */
  where: string;
}

/** Everything that the extension or its job uses and that came after 16.0, oldest first; what began behind a feature flag counts from when the flag was on by default. */
export const VERSIONED_FEATURES: readonly VersionedFeature[] = [
  {
    since: '16.1',
    known: 'history',
    what: '`prepared_at` of a merge request',
    without: 'the diff counts as ready as soon as `detailed_merge_status` does not say `preparing`',
    where: 'utils/context/gather/gatherMergeRequest.ts',
  },
  {
    since: '16.3',
    known: 'history',
    what: '`name` of a pipeline',
    without: 'the variables of recent pipelines are searched for the request',
    where: 'utils/runs/findPipelines.ts',
  },
  {
    since: '16.9',
    known: 'history',
    what: '`name` as filter of `GET /projects/:id/pipelines`',
    without: 'the parameter is ignored: the whole list is read and each name compared',
    where: 'utils/gitlab/listPipelines.ts',
  },
  {
    since: '16.10',
    known: 'history',
    what: '`content_ref` of `GET /projects/:id/ci/lint`',
    without:
      'the parameter is ignored and the default branch linted: where the answer is of another file, the text of the one meant is linted',
    where: 'utils/pipeline/lintFile.ts',
  },
  {
    since: '16.10',
    known: 'history',
    what: '`generated_file` of a changed file',
    without: 'generated files are told by their names and texts',
    where: 'utils/context/describe/isGenerated.ts',
  },
  {
    since: OLDEST,
    known: 'history',
    what: '`artifacts:access` and `workflow:auto_cancel` in CI files',
    without: 'set-up writes no job, and the doctor says that this GitLab is too old',
    where: 'utils/setup/addJob/planRunnerBranch.ts',
  },
  {
    since: '17.1',
    known: 'history',
    what: '`ci_pipeline_variables_minimum_override_role` of a project',
    without: 'nothing is known of the right to set variables: the answer to the first ask tells',
    where: 'utils/pipeline/access.ts',
  },
  {
    since: JOB_PUSH_SINCE,
    known: 'history',
    what: '`ci_push_repository_for_job_token_allowed` of a project',
    without: 'no job can push with its own token, which the doctor says of a job that tries',
    where: 'utils/setup/doctor/checks/judgeJobToken.ts',
  },
  {
    since: '17.4',
    known: 'history',
    what: '`GET /projects/:id/uploads/:secret/:filename`',
    without: 'images of the page are named as not read',
    where: 'utils/gitlab/createUploadReader.ts',
  },
  {
    since: INPUTS_SINCE,
    known: 'history',
    what: '`inputs` of `POST /projects/:id/pipeline` and of triggers',
    without:
      'asks travel as pipeline variables, whatever a CI file declares, and set-up writes a root file without inputs',
    where: 'utils/pipeline/choosePlace.ts',
  },
  {
    since: '18.4',
    known: 'history',
    what: '`collapsed` and `too_large` of a changed file',
    without: 'a file without text is named as one of which GitLab gives none',
    where: 'utils/context/describe/describeChanges.ts',
  },
  {
    since: '18.9',
    known: 'seen',
    what: '`force` of `POST /projects/:id/jobs/:id/cancel`',
    without:
      'the parameter is ignored: the press is one more cancel, and what GitLab says is shown',
    where: 'components/runs/ForceCancel.tsx',
  },
  {
    since: '18.10',
    known: 'history',
    what: 'fine-grained personal access tokens: `granular`, `granular_scopes`',
    without: 'a token has scopes, and needs `api`',
    where: 'utils/sites/checkToken.ts',
  },
  {
    since: '19.3',
    known: 'seen',
    what: '`byte_offset` of `GET /projects/:id/jobs/:id/trace`',
    without: 'the whole log is answered, and what is known of it is skipped here',
    where: 'utils/outcome/LogSoFar.ts',
  },
];

/** `docs/compatibility.md`. */
export function compatibilityPage(): string {
  const rows = VERSIONED_FEATURES.map(
    ({ since, known, what, without, where }) =>
      `| ${since}${known === 'seen' ? ' (seen)' : ''} | ${what} | ${without} | \`${where}\` |`,
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
    "Versions are those of the histories in GitLab's documentation. A version marked as seen has it; an earlier one may have had it too. Each row is played by a test on an older GitLab, `tests/background/olderGitLab.test.ts`.",
    '',
    'This page is made from `utils/gitlab/compatibility.ts` by `npm run build:docs`.',
    '',
  ].join('\n');
}
