/** Over 250 lines: a table of everything that can be wrong with a project, one row for each light of each line. */

import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { git, resolveCommit } from '../sandbox/git/git.ts';
import { commitActions } from '../sandbox/git/commitActions.ts';
import { makeToken, people } from '../sandbox/seed/people.ts';
import { NO_RULES, usualSettings, type Runner } from '../sandbox/state/ProjectSettings.ts';
import { AccessLevel, type Project } from '../sandbox/state/State.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { LEGACY_ISSUE } from './harness/flow.ts';
import { saveSite } from './harness/signIn.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'), { site: false });
  const owner = makeToken(people.jonas.id, 'Doctor', ['api']);
  stage.sandbox.state.tokens.push(owner);
  for (const path of ['acme/webshop', 'acme/legacy'])
    stage.sandbox.project(path).members.set(people.jonas.id, AccessLevel.owner);
  webshop().variablesRole = 'no_one_allowed';
  await saveSite(stage.optionsPage, stage.sandbox.url, owner.value);
});
afterAll(() => stage?.close());

const webshop = (): Project => stage.sandbox.project('acme/webshop');
const legacy = (): Project => stage.sandbox.project('acme/legacy');

/** Types a project into the options page, presses Check, and gives what every line says: `check light cause`. */
async function examine(project: string, central = ''): Promise<string[]> {
  const page = stage.optionsPage;
  await page.bringToFront();
  await fill(page, 'doctor-project', project);
  await fill(page, 'doctor-central', central);
  await page.$$eval('[data-testid="ask-claude-doctor"]', (doctors) => {
    for (const doctor of doctors) doctor.setAttribute('data-old', '');
  });
  await page.click('[data-testid="doctor-check"]');
  await page.waitForSelector(
    '[data-testid="ask-claude-doctor"][data-state="seen"]:not([data-old])',
  );
  return page.$$eval('[data-testid="ask-claude-doctor-line"]', (lines) =>
    lines.map((line) =>
      ['check', 'light', 'cause'].map((name) => line.getAttribute(`data-${name}`)).join(' '),
    ),
  );
}

async function fill(page: Page, testId: string, text: string): Promise<void> {
  const field = await page.waitForSelector(`[data-testid="${testId}"]`);
  await field?.evaluate((element, value) => {
    if (!(element instanceof HTMLInputElement)) return;
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

/** Something made wrong, and how it is put right again. */
type Misfortune = () => Promise<() => unknown> | (() => unknown);
/** Lines that are seen then, with commas between. */
type Row = [lines: string, misfortune: Misfortune, central?: string];

/** Changes fields of an object until the row is over. */
function having<Thing extends object>(find: () => Thing, more: Partial<Thing>): Misfortune {
  return () => {
    const thing = find();
    const before = { ...thing };
    Object.assign(thing, more);
    return () => Object.assign(thing, before);
  };
}

const both =
  (...parts: Misfortune[]): Misfortune =>
  async () => {
    const undo: (() => unknown)[] = [];
    for (const part of parts) undo.push(await part());
    return async () => {
      for (const step of undo.toReversed()) await step();
    };
  };

/** Another CI file on a branch. */
function ciFile(find: () => Project, branch: string, content: string): Misfortune {
  return async () => {
    const { repository } = find();
    const head = await resolveCommit(repository, branch);
    const made = await commitActions(
      repository,
      head,
      'Change the CI file',
      [{ action: 'update', file_path: '.gitlab-ci.yml', content }],
      people.jonas,
    );
    if (!('sha' in made)) throw new Error(made.error);
    await git(repository, ['update-ref', `refs/heads/${branch}`, made.sha]);
    return () => git(repository, ['update-ref', `refs/heads/${branch}`, head ?? '']);
  };
}

function withoutBranch(find: () => Project, branch: string): Misfortune {
  return async () => {
    const { repository } = find();
    const head = await resolveCommit(repository, branch);
    await git(repository, ['update-ref', '-d', `refs/heads/${branch}`]);
    return () => git(repository, ['update-ref', `refs/heads/${branch}`, head ?? '']);
  };
}

const project = (more: Partial<Project>): Misfortune => having(webshop, more);
const settings = (more: Partial<Project['settings']>): Misfortune =>
  having(() => webshop().settings, more);
const token = (more: { revoked?: boolean; expiresAt?: string; scopes?: [] }): Misfortune =>
  having(() => {
    const found = stage.sandbox.state.tokens.find(({ name }) => name === 'Doctor');
    if (!found) throw new Error('The sandbox has lost the token.');
    return found;
  }, more);
const gitLab = (version: string): Misfortune =>
  having(() => stage.sandbox.state.settings, { version });
const role =
  (level: number): Misfortune =>
  () => {
    webshop().members.set(people.jonas.id, level);
    return () => webshop().members.set(people.jonas.id, AccessLevel.owner);
  };
const runner = (more: Partial<Runner>): Misfortune =>
  settings({ runners: usualSettings().runners.map((one) => ({ ...one, ...more })) });
const variables =
  (change: (all: Project['variables']) => Project['variables']): Misfortune =>
  () =>
    having(webshop, { variables: change(webshop().variables) })();
const unprotected: Misfortune = () =>
  having(webshop, {
    protectedBranches: webshop().protectedBranches.filter(({ name }) => name !== 'ask-claude'),
  })();
const groupsUnread: Misfortune = () => {
  const group = stage.sandbox.state.groups.get('acme');
  if (!group) throw new Error('The sandbox has no group acme.');
  return having(() => group, { ownerId: people.mia.id })();
};

const runnerFile = (content: string): Misfortune => ciFile(webshop, 'ask-claude', content);
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

const GREEN = [
  'token green token',
  'version green version',
  'role green role',
  'ref green ref',
  'variables green variables_not_needed',
  'ci_file green ci_file',
  'job green job',
  'other_jobs green other_jobs',
  'sample green sample_ours',
  'provider green provider',
  'write_back green write_back',
  'runner green runner',
  'job_token green job_token',
  'push_rules green no_push_rules',
  'instructions green instructions',
];

test('a project in which all is well has green lines alone', async () => {
  expect(await examine('acme/webshop')).toEqual(GREEN);
});

test('a project may be given by the address of one of its pages', async () => {
  expect(await examine(`${stage.sandbox.url}/acme/webshop/-/issues/12`)).toEqual(GREEN);
});

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
  ['ref amber ref_unprotected', unprotected],
  ['ref amber ref_default', withoutBranch(webshop, 'ask-claude')],
  [
    'ref red ref_forbidden',
    both(role(AccessLevel.developer), withoutBranch(webshop, 'ask-claude')),
  ],
  ['variables amber variables_open', project({ variablesRole: 'developer' })],
  [
    'variables red variables_forbidden, ci_file green ci_file, job red job_missing',
    both(role(AccessLevel.maintainer), withoutBranch(webshop, 'ask-claude')),
  ],
  ['variables red variables_outdated, sample green sample', runnerFile(JOB + ASK)],
  [
    'variables green variables',
    both(project({ variablesRole: 'developer' }), runnerFile(JOB + ASK)),
  ],
  ['variables amber variables_unknown', both(role(AccessLevel.developer), runnerFile(JOB + ASK))],
  ['ci_file red ci_file_missing', project({ ciConfigPath: 'ci/nowhere.yml' })],
  ['ci_file red ci_file_invalid', runnerFile('claude:\n  stage: nowhere\n  script: [claude -p]\n')],
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
  [
    'sample red sample_vertex, job_token red job_token_push',
    runnerFile(`${JOB}${ASK}    - git push origin HEAD\n  variables: { CLOUD_ML_REGION: eu }\n`),
  ],
  [
    'job_token red job_token_writes',
    runnerFile(`${JOB}${ASK}    - 'curl -X POST -H "JOB-TOKEN: $CI_JOB_TOKEN" "$NOTES"'\n`),
  ],
  ['provider red provider_missing', variables((all) => all.filter(({ key }) => !/KEY/.test(key)))],
  [
    'provider amber provider_perhaps_above',
    both(
      groupsUnread,
      variables((all) => all.filter(({ key }) => !/KEY/.test(key))),
    ),
  ],
  [
    'provider red variable_scoped',
    variables((all) => all.map((one) => ({ ...one, environmentScope: 'production' }))),
  ],
  [
    'provider red variable_protected',
    both(
      unprotected,
      variables((all) => all.map((one) => ({ ...one, protected: true }))),
    ),
  ],
  [
    'provider amber variable_unmasked',
    variables((all) => all.map((one) => ({ ...one, masked: false }))),
  ],
  ['provider amber not_readable', role(AccessLevel.developer)],
  [
    'write_back red write_back_missing',
    variables((all) => all.filter(({ key }) => !/TOKEN/.test(key))),
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
  ['runner red runner_untagged', runner({ runUntagged: false })],
  ['runner red runner_protected', both(unprotected, runner({ protected: true }))],
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
    'instructions amber instructions_missing',
    async () => {
      const { repository } = webshop();
      const head = await resolveCommit(repository, 'main');
      const gone = [{ action: 'delete' as const, file_path: 'CLAUDE.md' }];
      const made = await commitActions(repository, head, 'Drop it', gone, people.jonas);
      if (!('sha' in made)) throw new Error(made.error);
      await git(repository, ['update-ref', 'refs/heads/main', made.sha]);
      return () => git(repository, ['update-ref', 'refs/heads/main', head ?? '']);
    },
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
  test.each(ROWS)('%s', async (lines, misfortune, central) => {
    const putRight = await misfortune();
    try {
      expect(await examine('acme/webshop', central)).toEqual(
        expect.arrayContaining(lines.split(', ')),
      );
    } finally {
      await putRight();
    }
  });
});

test('every check was seen green, and red where it can be', () => {
  const seen = [...GREEN, ...ROWS.flatMap(([lines]) => lines.split(', '))];
  const checks = new Set(seen.map((line) => line.split(' ')[0]));
  const lights = (check: string | undefined) =>
    ['green', 'red'].filter((light) => seen.some((line) => line.startsWith(`${check} ${light} `)));
  const missing = [...checks].filter((check) => lights(check).length < 2);
  expect(missing).toEqual(['instructions']);
});

test('what the doctor can end is ended by one press', async () => {
  const putRight = await unprotected();
  try {
    expect(await examine('acme/webshop')).toContain('ref amber ref_unprotected');
    await stage.optionsPage.click('[data-fix="protectRunnerBranch"]');
    await stage.optionsPage.waitForSelector('[data-testid="ask-claude-doctor-fixed"]');
    expect(await examine('acme/webshop')).toEqual(GREEN);
  } finally {
    await putRight();
  }
});

test('from a failed ask one press shows the lines in the panel, with a way to what ends it', async () => {
  const saved = await saveSite(stage.optionsPage, stage.sandbox.url, stage.sandbox.tokens.dev);
  expect(saved.state).toBe('ok');
  const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE, 'dev'));
  await panel.find('ask-claude-error', '[data-kind="forbidden"]');
  await (await panel.find('ask-claude-run-doctor')).click();
  await panel.find('ask-claude-doctor-line', '[data-check="ref"][data-light="red"]');
  await panel.find('ask-claude-doctor-line', '[data-check="runner"][data-light="amber"]');
});
