/** Over 250 lines: a table of everything that can be wrong with a project, one row for each light of each line. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JUDGES } from '../../utils/setup/doctor/diagnose.ts';
import type { Diagnosis } from '../../utils/setup/doctor/Diagnosis.ts';
import { faultAnswers } from '../sandbox/faults.ts';
import { makeToken, people } from '../sandbox/seed/people.ts';
import { NO_RULES, usualSettings, type Runner } from '../sandbox/state/ProjectSettings.ts';
import { AccessLevel, type Project } from '../sandbox/state/State.ts';
import { keysAt } from '../unit/components/words.ts';
import { fileOf, LEGACY_ISSUE } from '../e2e/harness/flow.ts';
import { all, during, having, havingFile, withoutBranch, type Change } from './harness/Change.ts';
import { startStage, type Stage } from './harness/startStage.ts';
import { CI_FINDINGS } from '../../utils/setup/ciChecks/CiFinding.ts';
import { GREEN } from '../e2e/harness/greenLines.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(null);
  const owner = makeToken(people.jonas.id, 'Doctor', ['api']);
  stage.sandbox.state.tokens.push(owner);
  for (const path of ['acme/webshop', 'acme/legacy'])
    stage.sandbox.project(path).members.set(people.jonas.id, AccessLevel.owner);
  webshop().variablesRole = 'no_one_allowed';
  await stage.signIn(owner.value);
});
afterAll(() => stage?.close());

const webshop = (): Project => stage.sandbox.project('acme/webshop');
const legacy = (): Project => stage.sandbox.project('acme/legacy');

/** `check light cause` of every line that the doctor has given so far. */
const seen = new Set<string>();

function linesOf({ lines }: Diagnosis): string[] {
  const said = lines.map(({ check, light, cause }) => `${check} ${light} ${cause}`);
  for (const line of said) seen.add(line);
  return said;
}

/** What every line says of `acme/webshop`. */
async function examine(central = ''): Promise<string[]> {
  const address = { site: stage.sandbox.url, project: 'acme/webshop' };
  const found = await stage.own('diagnose', { ...address, ...(central !== '' && { central }) });
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return linesOf(found.value);
}

/** Lines that are seen then, with commas between. */
type Row = [lines: string, change: Change, central?: string];

const project = (more: Partial<Project>): Change => having(webshop, more);
const settings = (more: Partial<Project['settings']>): Change =>
  having(() => webshop().settings, more);
const off = (part: 'builds' | 'repository'): Change =>
  having(() => webshop().settings.access, { [part]: 'disabled' });
const token = (more: { revoked?: boolean; expiresAt?: string; scopes?: [] }): Change =>
  having(() => {
    const found = stage.sandbox.state.tokens.find(({ name }) => name === 'Doctor');
    if (!found) throw new Error('The sandbox has lost the token.');
    return found;
  }, more);
const gitLab = (version: string): Change => having(() => stage.sandbox.state.settings, { version });
const role =
  (level: number): Change =>
  () => {
    webshop().members.set(people.jonas.id, level);
    return () => webshop().members.set(people.jonas.id, AccessLevel.owner);
  };
const runner = (more: Partial<Runner>): Change =>
  settings({ runners: usualSettings().runners.map((one) => ({ ...one, ...more })) });
const variables =
  (change: (every: Project['variables']) => Project['variables']): Change =>
  () =>
    having(webshop, { variables: change(webshop().variables) })();
const unprotected: Change = () =>
  having(webshop, {
    protectedBranches: webshop().protectedBranches.filter(({ name }) => name !== 'ask-claude'),
  })();
const groupsUnread: Change = () => {
  const group = stage.sandbox.state.groups.get('acme');
  if (!group) throw new Error('The sandbox has no group acme.');
  return having(() => group, { ownerId: people.mia.id })();
};

/** Requests of that path are answered by an error of GitLab's own. */
const failing =
  (path: RegExp): Change =>
  () => {
    stage.sandbox.faults.next({ path }, faultAnswers.serverError(), 1000);
    return () => stage.sandbox.faults.clear();
  };
/** The user gives a trigger token for the project, or an empty one to take it back. */
const chooseTrigger = (value: string) =>
  stage.own('saveProjectChoice', {
    site: stage.sandbox.url,
    projectPath: 'acme/webshop',
    runnerProject: '',
    triggerToken: value,
  });
const triggerToken: Change = async () => {
  await chooseTrigger('glptt-0123456789');
  return () => chooseTrigger('');
};

const runnerFile = (content: string): Change =>
  havingFile(webshop, 'ask-claude', '.gitlab-ci.yml', content);
/** Our job of an earlier version. */
const olderJob: Change = async () => {
  const file = await fileOf(webshop(), 'ask-claude', '.gitlab-ci.yml');
  return runnerFile(file.replace(/ASK_CLAUDE_JOB=\d+/, 'ASK_CLAUDE_JOB=1'))();
};
const JOB = 'claude:\n  script:\n    - npm install -g @anthropic-ai/claude-code@2.1.329\n';
const ASK = `    - 'claude -p < "$PROMPT"'\n`;
/** A job as copies of published samples have it. */
const COPIED = `claude:
  before_script:
    - npm install -g @anthropic-ai/claude-code
    - printf "%s" "$CI_JOB_JWT_V2" > token
  script:
    - claude -p "$AI_FLOW_INPUT" --allowedTools "Bash Read Edit"
  variables:
    AWS_ROLE_ARN: arn:aws:iam::1:role/claude
`;

const ROWS: Row[] = [
  ['token amber token_expires', token({ expiresAt: soon() })],
  ['token red token_refused', token({ revoked: true })],
  ['token red token_refused', token({ expiresAt: '2025-01-01' })],
  ['token red token_narrow', token({ scopes: [] })],
  ['version amber version_no_inputs', gitLab('18.0.2')],
  ['version red version_old', gitLab('16.7.0')],
  ['role red role_low', role(AccessLevel.reporter)],
  ['role red project_unseen', role(AccessLevel.none)],
  ['role red archived', settings({ archived: true })],
  ['ref red ref_ci_off', off('builds')],
  ['ref red ref_repository_off', off('repository')],
  ['ref amber ref_unprotected', unprotected],
  ['ref amber ref_default', withoutBranch(webshop, 'ask-claude')],
  ['ref red ref_forbidden', all(role(AccessLevel.developer), withoutBranch(webshop, 'ask-claude'))],
  ['variables amber variables_open', project({ variablesRole: 'developer' })],
  [
    'variables red variables_forbidden, ci_file green ci_file, job red job_missing',
    all(role(AccessLevel.maintainer), withoutBranch(webshop, 'ask-claude')),
  ],
  ['variables red variables_outdated, sample green sample', runnerFile(JOB + ASK)],
  [
    'variables green variables',
    all(project({ variablesRole: 'developer' }), runnerFile(JOB + ASK)),
  ],
  ['variables amber variables_unknown', all(role(AccessLevel.developer), runnerFile(JOB + ASK))],
  ['ci_file red ci_file_missing', project({ ciConfigPath: 'ci/nowhere.yml' })],
  ['ci_file red ci_file_invalid', runnerFile('claude:\n  stage: nowhere\n  script: [claude -p]\n')],
  ['job amber job_old', olderJob],
  ['job red job_missing', runnerFile('test:\n  script: [make]\n')],
  [
    'job red job_not_started, sample red sample_sources',
    runnerFile(`${JOB}${ASK}  rules:\n    - if: '$CI_PIPELINE_SOURCE == "web"'\n`),
  ],
  [
    'job amber job_uncertain, other_jobs amber other_jobs_perhaps',
    runnerFile(
      `${JOB}${ASK}  rules: &on\n    - if: '$NIGHTLY'\nnightly:\n  script: [make]\n  rules: *on\n`,
    ),
  ],
  [
    'other_jobs red other_jobs, runner red runner_tags',
    runnerFile(`${JOB}${ASK}  tags: [gpu]\ndeploy:\n  script: [./deploy.sh]\n`),
  ],
  [
    'sample red sample_argument, sample red sample_jwt, sample red sample_bedrock, sample amber sample_unpinned, sample amber sample_bash',
    runnerFile(COPIED),
  ],
  ['sample red sample_unread', runnerFile(`${JOB}    - claude -p "Tell a tale"\n`)],
  [
    'sample red sample_vertex, job_token red job_token_push',
    runnerFile(`${JOB}${ASK}    - git push origin HEAD\n  variables: { CLOUD_ML_REGION: eu }\n`),
  ],
  [
    'job_token red job_token_writes',
    runnerFile(`${JOB}${ASK}    - 'curl -X POST -H "JOB-TOKEN: $CI_JOB_TOKEN" "$NOTES"'\n`),
  ],
  [
    'provider red provider_missing',
    variables((every) => every.filter(({ key }) => !/KEY/.test(key))),
  ],
  [
    'provider red provider_perhaps_above',
    all(
      groupsUnread,
      variables((every) => every.filter(({ key }) => !/KEY/.test(key))),
    ),
  ],
  [
    'provider red variable_scoped',
    variables((every) => every.map((one) => ({ ...one, environmentScope: 'production' }))),
  ],
  [
    'provider red variable_protected',
    all(
      unprotected,
      variables((every) => every.map((one) => ({ ...one, protected: true }))),
    ),
  ],
  [
    'provider amber variable_unmasked',
    variables((every) => every.map((one) => ({ ...one, masked: false }))),
  ],
  ['provider amber not_readable', role(AccessLevel.developer)],
  [
    'write_back red write_back_missing',
    variables((every) => every.filter(({ key }) => !/TOKEN/.test(key))),
  ],
  [
    'write_back amber write_back_expired',
    having(
      () => {
        const bot = stage.sandbox.state.tokens.find(({ name }) => name === 'Claude');
        if (!bot) throw new Error('The sandbox has no token of a bot.');
        return bot;
      },
      { revoked: true },
    ),
  ],
  ['write_back amber not_readable', role(AccessLevel.developer)],
  ['runner red runner_none', runner({ online: false })],
  ['runner amber runner_silent', runner({ silentFor: 40 })],
  ['runner red runner_untagged', runner({ runUntagged: false })],
  ['runner red runner_protected', all(unprotected, runner({ protected: true }))],
  ['runner amber not_readable', role(AccessLevel.developer)],
  ['job_token amber job_token_open', settings({ jobTokenLimited: false })],
  ['push_rules green push_rules', settings({ pushRule: NO_RULES })],
  [
    'push_rules red push_rules_branch',
    settings({ pushRule: { ...NO_RULES, branch_name_regex: '^feature/' } }),
  ],
  ['push_rules red push_rules_author', settings({ pushRule: { ...NO_RULES, member_check: true } })],
  [
    'push_rules red push_rules_unsigned',
    settings({ pushRule: { ...NO_RULES, reject_unsigned_commits: true } }),
  ],
  [
    'push_rules amber push_rules_message',
    settings({ pushRule: { ...NO_RULES, commit_message_regex: '^SHOP-' } }),
  ],
  [
    // A job of a file that the project includes.
    'ci_checks amber ci_script_from_network',
    all(
      havingFile(
        webshop,
        'main',
        'ci/fetch.yml',
        'fetched: {script: ["curl https://x.test/i.sh | sh"]}\n',
      ),
      havingFile(
        webshop,
        'main',
        '.gitlab-ci.yml',
        'include: {local: /ci/fetch.yml}\ntest: {script: [make]}\n',
      ),
    ),
  ],
  ['instructions amber instructions_missing', havingFile(webshop, 'main', 'CLAUDE.md', null)],
  ['instructions amber instructions_no_runner', havingFile(webshop, 'main', 'CLAUDE.md', '# Shop')],
  ['ref amber ref_elsewhere', project({ ciConfigPath: '.gitlab-ci.yml:main@acme/legacy' })],
  [
    'write_back amber write_back_perhaps_above',
    all(
      groupsUnread,
      variables((every) => every.filter(({ key }) => !/TOKEN/.test(key))),
    ),
  ],
  ['push_rules amber not_answered', failing(/\/push_rule$/)],
  [
    'role amber role_trigger, ref amber ref_uncertain',
    all(triggerToken, role(AccessLevel.reporter)),
  ],
  ['central red central_variables', () => () => undefined, 'acme/legacy'],
  ['central red central_branch', () => () => undefined, 'acme/legacy'],
  ['central amber central_file', () => () => undefined, 'acme/legacy'],
  ['central red central_asked_unseen', role(AccessLevel.none), 'acme/legacy'],
  [
    'central green central',
    having(legacy, {
      variablesRole: 'no_one_allowed',
      ciConfigPath: '.gitlab-ci.yml@acme/webshop',
      protectedBranches: [
        { id: 1, name: 'main', pushLevel: AccessLevel.none, mergeLevel: AccessLevel.developer },
      ],
    }),
    'acme/legacy',
  ],
];

/** A day within the next two weeks. */
function soon(): string {
  return new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
}

describe('a project in which something is wrong', () => {
  test.each(ROWS)('%s', async (lines, change, central) => {
    await during(change, async () => {
      expect(await examine(central)).toEqual(expect.arrayContaining(lines.split(', ')));
    });
  });
});

test('a project in which all is well has green lines alone, also after all that', async () => {
  expect(await examine()).toEqual(GREEN);
});

const isSeen = (check: string, light: string) =>
  [...seen].some((line) => line.startsWith(`${check} ${light} `));

test('every check was seen green, and red but for those that stop no ask', () => {
  const checks = Object.keys(JUDGES);
  expect(checks.filter((check) => !isSeen(check, 'green'))).toEqual([]);
  expect(checks.filter((check) => !isSeen(check, 'red'))).toEqual(['ci_checks', 'instructions']);
});

test('every cause that the doctor has words for was seen', () => {
  const lines = [...seen].map((line) => line.split(' '));
  const fine = lines.flatMap(([, light, cause]) => (light === 'green' ? [cause] : []));
  const trouble = lines.flatMap(([, light, cause]) => (light === 'green' ? [] : [cause]));
  // No project of the sandbox can be so: `tests/unit/setup/doctor` has these.
  const elsewhere = [
    'token_account',
    'role_unknown',
    'ref_empty',
    'job_unmerged',
    'runner_uncertain',
  ];
  const ofOtherPrograms = ['ci_glsec'];
  expect(keysAt('doctor.fine').filter((cause) => !fine.includes(cause))).toEqual([
    ...ofOtherPrograms,
    'provider_proved',
  ]);
  // Those of the CI file have their own: `tests/unit/setup/ciChecks`.
  const ofFiles: readonly string[] = [...CI_FINDINGS, ...ofOtherPrograms];
  const unseen = keysAt('doctor.trouble').filter((cause) => !trouble.includes(cause));
  expect(unseen.filter((cause) => !ofFiles.includes(cause))).toEqual(elsewhere);
});

test('what the doctor can end is ended by one press', async () => {
  await during(unprotected, async () => {
    expect(await examine()).toContain('ref amber ref_unprotected');
    const fixed = await stage.own('performFix', {
      site: stage.sandbox.url,
      project: 'acme/webshop',
      fix: { kind: 'protectRunnerBranch' },
    });
    expect(fixed.ok).toBe(true);
    expect(await examine()).toEqual(GREEN);
  });
});

test('from a page, the doctor looks at the project of that page', async () => {
  const tab = stage.open(LEGACY_ISSUE);
  const found = await tab.ask('diagnose', {});
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  expect(found.value.project).toBe('acme/legacy');
  expect(linesOf(found.value)).toContain('ref amber ref_default');
});
