/** Over 250 lines: one table of all checks, a row for each light of each. */

import { describe, expect, test } from 'vitest';
import type { Project } from '../../../../utils/gitlab/entities.ts';
import type { RunnerDetails } from '../../../../utils/gitlab/projectSettings.ts';
import { JUDGES } from '../../../../utils/setup/doctor/diagnose.ts';
import type { CheckName } from '../../../../utils/setup/doctor/Cause.ts';
import type { Facts } from '../../../../utils/setup/doctor/Facts.ts';
import { runnerRoot } from '../../fakes/ciFiles.ts';
import { aBranch, aProject } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import {
  aPlace,
  aProjectCi,
  aVariable,
  healthy,
  jobsOf,
  onMain,
  OUR_JOB,
  THREE_JOBS,
} from './healthy.ts';

/** `light cause fix`, each line of one check. */
function said(check: CheckName, more: Partial<Facts>): string[] {
  return JUDGES[check](healthy(more)).map(({ light, cause, fix }) => {
    const what = fix?.kind === 'link' ? fix.page : fix?.kind;
    return [light, cause, what].filter(Boolean).join(' ');
  });
}

type Row = [situation: string, facts: Partial<Facts>, line: string];

function table(check: CheckName, rows: Row[]): void {
  describe(`the check ${check}`, () => {
    test.each(rows)('%s', (_, facts, line) => {
      expect(said(check, facts)).toEqual([line]);
    });
  });
}

const token = healthy().token;
const site = token.ok ? token.value : null;
if (!site) throw new Error('The healthy project has a token.');
const home = (more: Partial<Project>): Partial<Facts> => ({
  home: { ...healthy().home, ...more },
});
const asMaintainer = (more: Partial<Project>): Partial<Facts> =>
  home({ permissions: { project_access: { access_level: 40 }, group_access: null }, ...more });
const developer: Partial<Facts> = {
  role: 30,
  home: aProject({}),
};
const forbidden = fails('forbidden', { detail: '403 Forbidden' });
const runner = (more: Partial<RunnerDetails>): RunnerDetails => ({
  id: 1,
  tag_list: [],
  run_untagged: true,
  ...more,
});
const runners = (found: RunnerDetails[], tags: string[] = [], complete = true): Partial<Facts> => ({
  runners: ok({ runners: found, tags, complete }),
});

test('a project in which nothing is wrong has green lines alone', () => {
  const lines = Object.values(JUDGES).flatMap((judge) => judge(healthy()));
  expect(lines.filter(({ light }) => light !== 'green')).toEqual([]);
  expect(lines.map(({ check }) => check)).toEqual(
    Object.keys(JUDGES).filter((check) => check !== 'central'),
  );
});

table('token', [
  ['accepted and lasting', {}, 'green token'],
  ['without end', { token: ok({ ...site, expiresAt: null }) }, 'green token'],
  [
    'ending within two weeks',
    { token: ok({ ...site, expiresAt: '2026-11-10' }) },
    'amber token_expires newToken',
  ],
  [
    'of an application, renewed by itself',
    { token: ok({ ...site, expiresAt: '2026-11-02', signIn: 'oauth' }) },
    'green token',
  ],
  [
    'revoked',
    { token: fails('token_refused', { reason: 'revoked' }) },
    'red token_refused newToken',
  ],
  ['unknown to GitLab', { token: fails('token_refused') }, 'red token_refused newToken'],
  [
    'without its scope',
    { token: fails('token_refused', { reason: 'scope' }) },
    'red token_narrow newToken',
  ],
  ['not asked about', { token: fails('network') }, 'amber not_answered'],
  [
    'of an account that GitLab keeps out',
    { token: fails('forbidden', { reason: 'password_expired' }) },
    'red token_account',
  ],
]);

table('version', [
  ['new enough for all', { version: ok('18.1.0') }, 'green version'],
  ['without inputs', { version: ok('18.0.6-ee') }, 'amber version_no_inputs'],
  ['just enough for the job', { version: ok('16.11.0') }, 'amber version_no_inputs'],
  ['too old for the job', { version: ok('16.10.9') }, 'red version_old'],
  ['not told', { version: forbidden }, 'amber not_readable'],
]);

table('role', [
  ['Developer', { role: 30 }, 'green role'],
  ['Reporter', { role: 20 }, 'red role_low members'],
  ['Reporter, with a trigger token', { role: 20, trigger: true }, 'amber role_trigger'],
  ['not told', { role: null }, 'amber role_unknown members'],
  ['anyone in an archived project', home({ archived: true }), 'red archived general'],
]);

const unsure = { ...aPlace().ref, uncertain: true };
const open = { ...aPlace().ref, unprotected: true };
table('ref', [
  [
    'CI/CD that is off',
    { place: fails('refused', { reason: 'ci_off' }) },
    'red ref_ci_off general',
  ],
  [
    'a repository that is off',
    { place: fails('forbidden', { reason: 'repository_off' }) },
    'red ref_repository_off general',
  ],
  ['a protected runner branch', {}, 'green ref'],
  ['the default branch', { place: ok(onMain()) }, 'amber ref_default makeRunnerBranch'],
  [
    'the default branch for a Developer, who cannot protect another',
    { ...developer, place: ok(onMain()) },
    'amber ref_default',
  ],
  [
    'the default branch, since the CI file lies elsewhere',
    { place: ok(onMain({ ref: { ...onMain().ref, reason: 'ci_file_elsewhere' } })) },
    'amber ref_elsewhere',
  ],
  [
    'a runner branch that anyone may push to',
    { place: ok(aPlace({ ref: open })) },
    'amber ref_unprotected protectRunnerBranch',
  ],
  [
    'one of which it cannot be told',
    { place: ok(aPlace({ ref: unsure })) },
    'amber ref_uncertain protected_branches',
  ],
  [
    'one that is closed to the user',
    { ...developer, place: ok(onMain({ failure: { kind: 'forbidden' } })) },
    'red ref_forbidden',
  ],
  ['none, in an empty repository', { place: fails('no_ref') }, 'red ref_empty'],
  ['unread', { place: fails('network') }, 'amber not_answered'],
]);

const byVariables = ok(onMain());
const setting = 'ci_pipeline_variables_minimum_override_role';
table('variables', [
  ['not needed, and off', {}, 'green variables_not_needed'],
  ['not needed, their setting unread', developer, 'green variables_not_needed'],
  [
    'not needed, but on',
    { ...home({ [setting]: 'developer' }) },
    'amber variables_open forbidVariables',
  ],
  ['allowed', { place: byVariables, ...home({ [setting]: 'developer' }) }, 'green variables'],
  ['not told to a Developer', { ...developer, place: byVariables }, 'amber variables_unknown'],
  ['off, for an Owner', { place: byVariables }, 'red variables_forbidden allowVariables'],
  [
    'off, for a Maintainer',
    { place: byVariables, role: 40 },
    'red variables_forbidden allowVariables',
  ],
  [
    'the Owners’, for a Maintainer',
    { place: byVariables, role: 40, ...asMaintainer({ [setting]: 'owner' }) },
    'red variables_forbidden makeRunnerBranch',
  ],
  [
    'the Owners’, for a Maintainer of an older GitLab',
    {
      place: byVariables,
      role: 40,
      version: ok('17.9.0'),
      ...asMaintainer({ [setting]: 'owner' }),
    },
    'red variables_forbidden',
  ],
  [
    'off, while the runner branch lacks inputs',
    {
      place: ok(
        aPlace({ transport: 'variables', rootFile: runnerRoot.replace(/ {4}resource:.*\n/, '') }),
      ),
    },
    'red variables_outdated updateRunnerBranch',
  ],
]);

const lintErrors = {
  valid: false,
  errors: ['jobs config should contain at least one visible job'],
};
table('ci_file', [
  ['valid', {}, 'green ci_file'],
  ['missing on the runner branch', { jobs: null }, 'red ci_file_missing updateRunnerBranch'],
  [
    'missing on the default branch',
    { jobs: null, place: byVariables },
    'red ci_file_missing makeRunnerBranch',
  ],
  [
    'missing, for a Developer',
    { ...developer, jobs: null, place: byVariables },
    'red ci_file_missing addInclude',
  ],
  ['invalid', { jobs: jobsOf('', lintErrors) }, 'red ci_file_invalid ci_file'],
]);

const web = `claude:\n  rules: [{if: '$CI_PIPELINE_SOURCE == "web"'}]\n  script: [claude -p]`;
/** As it was before its versions were counted. */
const OLD_JOB = OUR_JOB.replace(/ASK_CLAUDE_JOB=\d+ /, '');
const maybe = `claude:\n  rules: [{if: '$CLAUDE_ON'}]\n  script: [claude -p]`;
table('job', [
  [
    'that waits in a merge request',
    { jobs: null, pending: { iid: 1, webUrl: 'https://gitlab.test/acme/shop/-/merge_requests/1' } },
    'red job_unmerged merge_request',
  ],
  ['of ours', {}, 'green job'],
  ['of ours for any provider', { jobs: jobsOf(THREE_JOBS) }, 'green job'],
  ['of ours for Bedrock', { jobs: jobsOf(THREE_JOBS, {}, 'bedrock') }, 'green job'],
  [
    'of ours, but older, on the runner branch',
    { jobs: jobsOf(OLD_JOB) },
    'amber job_old updateRunnerBranch',
  ],
  [
    'of ours, but older, elsewhere',
    { jobs: jobsOf(OLD_JOB), place: byVariables },
    'amber job_old ci_file',
  ],
  ['for other pipelines only', { jobs: jobsOf(web) }, 'red job_not_started ci_file'],
  [
    'for merge requests only, in the old words',
    {
      jobs: jobsOf(
        "review:\n  only: [merge_requests]\n  script: ['git diff | claude -p Review']\n",
      ),
    },
    'red job_not_started ci_file',
  ],
  [
    'that hangs on a variable of the project',
    { jobs: jobsOf(maybe) },
    'amber job_uncertain ci_file',
  ],
  [
    'of another kind',
    { jobs: jobsOf('test:\n  script: [make]') },
    'red job_missing updateRunnerBranch',
  ],
]);

const beside = (rules: string) =>
  jobsOf(
    `${OUR_JOB.replace(/workflow:[^]*?\nclaude:/, 'claude:')}\ndeploy:\n  script: [./deploy]\n${rules}`,
  );
table('other_jobs', [
  ['none', {}, 'green other_jobs'],
  ['a deployment', { jobs: beside(''), place: byVariables }, 'red other_jobs makeRunnerBranch'],
  ['perhaps', { jobs: beside(`  rules: [{if: '$NIGHTLY'}]`) }, 'amber other_jobs_perhaps ci_file'],
]);

table('provider', [
  ['there', {}, 'green provider'],
  [
    'of a group',
    {
      variables: ok([]),
      inherited: { variables: [aVariable('ANTHROPIC_API_KEY')], complete: true },
    },
    'green provider',
  ],
  [
    'another kind of key',
    { variables: ok([aVariable('CLAUDE_CODE_OAUTH_TOKEN')]) },
    'green provider',
  ],
  ['missing', { variables: ok([]) }, 'red provider_missing variables'],
  [
    'missing for Bedrock, whatever there is for the API',
    {
      jobs: jobsOf(THREE_JOBS, {}, 'bedrock'),
      variables: ok(
        ['ANTHROPIC_API_KEY', 'CLAUDE_PROVIDER', 'AWS_REGION'].map((key) => aVariable(key)),
      ),
    },
    'red provider_missing variables',
  ],
  [
    'missing, with groups unread',
    { variables: ok([]), inherited: { variables: [], complete: false } },
    'red provider_perhaps_above variables',
  ],
  [
    'missing, with groups unread, in a project whose job has already answered',
    {
      variables: ok([]),
      inherited: { variables: [], complete: false },
      answered: true,
    },
    'green provider_proved',
  ],
  [
    'for one environment',
    { variables: ok([aVariable('ANTHROPIC_API_KEY', { environment_scope: 'production' })]) },
    'red variable_scoped variables',
  ],
  [
    'protected, on an unprotected branch',
    { place: ok(aPlace({ branch: aBranch('ask-claude', { protected: false }) })) },
    'red variable_protected variables',
  ],
  [
    'unmasked',
    { variables: ok([aVariable('ANTHROPIC_API_KEY', { masked: false })]) },
    'amber variable_unmasked variables',
  ],
  ['unread', { variables: forbidden }, 'amber not_readable'],
]);

const key = aVariable('ANTHROPIC_API_KEY');
table('write_back', [
  ['there', {}, 'green write_back'],
  ['missing', { variables: ok([key]) }, 'red write_back_missing project_tokens'],
  [
    'missing, with groups unread',
    { variables: ok([key]), inherited: { variables: [], complete: false } },
    'amber write_back_perhaps_above project_tokens',
  ],
  [
    'there, while no token of the project lives',
    { accessTokens: [{ name: 'Claude', scopes: ['api'], active: false, access_level: 30 }] },
    'amber write_back_expired project_tokens',
  ],
  ['there, where tokens are unread', { accessTokens: null }, 'green write_back'],
  [
    'unmasked',
    { variables: ok([aVariable('GITLAB_ACCESS_TOKEN', { masked: false })]) },
    'amber variable_unmasked variables',
  ],
  ['unread', { variables: forbidden }, 'amber not_readable'],
]);

table('runner', [
  ['that takes the job', {}, 'green runner'],
  ['none', runners([]), 'red runner_none runners'],
  ['paused', runners([runner({ paused: true })]), 'red runner_none runners'],
  [
    'for tagged jobs only',
    runners([runner({ run_untagged: false })]),
    'red runner_untagged runners',
  ],
  ['with the tags', runners([runner({ run_untagged: false })], ['docker']), 'green runner'],
  ['without the tags', runners([], ['docker']), 'red runner_tags runners'],
  [
    'for protected branches, on an unprotected one',
    {
      ...runners([runner({ access_level: 'ref_protected' })]),
      place: ok(aPlace({ branch: aBranch('ask-claude', { protected: false }) })),
    },
    'red runner_protected runners',
  ],
  [
    'for protected branches, on one',
    runners([runner({ access_level: 'ref_protected' })]),
    'green runner',
  ],
  ['not all looked at', runners([], [], false), 'amber runner_uncertain runners'],
  [
    'that GitLab has not heard of for an hour, though it calls it online',
    runners([runner({ contacted_at: '2026-10-31T23:00:00Z' })]),
    'amber runner_silent runners',
  ],
  [
    'that is awake, beside one that is not',
    runners([
      runner({ contacted_at: '2026-10-31T23:00:00Z' }),
      runner({ contacted_at: '2026-10-31T23:59:30Z' }),
    ]),
    'green runner',
  ],
  ['unread', { runners: forbidden }, 'amber not_readable'],
]);

const job = (script: string) =>
  jobsOf(`claude:\n  script:\n    - claude -p --version\n    - '${script}'`);
table('job_token', [
  ['asked nothing', {}, 'green job_token'],
  [
    'that is to push where it may not',
    { jobs: job('git push origin claude') },
    'red job_token_push job_token',
  ],
  [
    'that is to push where no job may, on a GitLab before 17.2',
    { jobs: job('git push origin claude'), version: ok('17.1.8'), ...home({}) },
    'red job_token_push job_token',
  ],
  [
    'that pushes where it may',
    {
      jobs: job('git push origin claude'),
      ...home({ ci_push_repository_for_job_token_allowed: true }),
    },
    'green job_token',
  ],
  [
    'that is to write',
    { jobs: job('curl -X POST -H "JOB-TOKEN: $CI_JOB_TOKEN" "$URL/notes"') },
    'red job_token_writes updateRunnerBranch',
  ],
  [
    'of any project let in',
    { jobTokenScope: ok({ inbound_enabled: false }) },
    'amber job_token_open job_token',
  ],
  ['unread', { jobTokenScope: forbidden }, 'amber not_readable'],
]);

table('push_rules', [
  ['none', {}, 'green no_push_rules'],
  [
    'that let the job in',
    { pushRule: ok({ branch_name_regex: '^(claude|feature)/' }) },
    'green push_rules',
  ],
  [
    'on branch names',
    { pushRule: ok({ branch_name_regex: '^feature/' }) },
    'red push_rules_branch push_rules',
  ],
  [
    'on authors',
    { pushRule: ok({ author_email_regex: '@acme\\.test$' }) },
    'red push_rules_author push_rules',
  ],
  [
    'for members alone',
    { pushRule: ok({ member_check: true }) },
    'red push_rules_author push_rules',
  ],
  [
    'on signatures',
    { pushRule: ok({ reject_unsigned_commits: true }) },
    'red push_rules_unsigned push_rules',
  ],
  [
    'on messages',
    { pushRule: ok({ commit_message_regex: '^JIRA-' }) },
    'amber push_rules_message push_rules',
  ],
  ['unread', { pushRule: forbidden }, 'amber not_readable'],
]);

table('instructions', [
  ['there', {}, 'green instructions'],
  ['missing', { instructions: ok(null) }, 'amber instructions_missing starterClaudeMd'],
  ['unread', { instructions: fails('network') }, 'amber not_answered'],
  [
    'silent on what pipelines run on',
    { instructions: ok('# Shop\n\nnpm test'), ci: ok(aProjectCi('a: {script: [x]}')) },
    'amber instructions_no_runner askClaude',
  ],
  [
    'that send on to another file',
    { instructions: ok('@AGENTS.md'), ci: ok(aProjectCi('a: {script: [x]}')) },
    'green instructions',
  ],
  ['of a project without pipelines', { instructions: ok('# Shop') }, 'green instructions'],
]);

const closed = { ci_config_path: 'claude.yml@acme/reviewed', [setting]: 'no_one_allowed' };
const central = (
  more: Partial<Project>,
  place = onMain({ branch: aBranch('main') }),
): Partial<Facts> => ({
  asked: ok(aProject()),
  place: ok(place),
  ...home({ ...closed, ...more }),
});
table('central', [
  ['closed', central({}), 'green central'],
  ['with variables on', central({ [setting]: 'developer' }), 'red central_variables ci_settings'],
  ['with a branch to push to', central({}, onMain()), 'red central_branch protected_branches'],
  ['with its own CI file', central({ ci_config_path: null }), 'amber central_file ci_settings'],
  [
    'for a project that is not seen',
    { ...central({}), asked: fails('not_found') },
    'red central_asked_unseen',
  ],
]);

test('what the check of the role says already is not said of the branch', () => {
  const archived = { place: fails('forbidden', { reason: 'archived' }) };
  expect(said('ref', archived)).toEqual([]);
});

test('while a merge request brings the job, no other way to it is offered', () => {
  const pending = { iid: 1, webUrl: 'https://gitlab.test/acme/shop/-/merge_requests/1' };
  expect(said('ci_file', { jobs: null, pending })).toEqual([]);
});
