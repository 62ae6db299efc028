// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AddJob, type AddJobActions } from '../../../../components/setup/AddJob.tsx';
import type { Result } from '../../../../utils/gitlab/Failure.ts';
import type { SetupResult } from '../../../../utils/setup/addJob/carryOut.ts';
import type {
  SetupOptions,
  SetupPlan,
  SetupStep,
  SetupChoice,
} from '../../../../utils/setup/addJob/SetupPlan.ts';
import { all, clear, click, one, send, settle, show } from '../show.tsx';

vi.mock('#i18n', () => import('../words.ts'));

const KEY = { key: 'ANTHROPIC_API_KEY', secret: true, present: false };
const OUTLOOK: SetupOptions = {
  project: {
    id: 5,
    path: 'acme/shop',
    webUrl: 'https://gitlab.test/acme/shop',
    defaultBranch: 'main',
  },
  providers: ['claude', 'claude-bedrock'],
  provider: null,
  runner: 'absent',
  maintainer: true,
  inputs: true,
  variablesOff: false,
  hasClaudeMd: true,
  variables: {
    claude: [KEY],
    'claude-bedrock': [{ key: 'AWS_REGION', secret: false, present: null }],
    'claude-vertex': [],
    foundry: [{ key: 'ANTHROPIC_FOUNDRY_API_KEY', secret: true, present: null }],
    federation: [{ key: 'ANTHROPIC_FEDERATION_RULE_ID', secret: false, present: null }],
  },
};
const COMMIT: SetupStep = {
  kind: 'commit',
  branch: 'ask-claude',
  startBranch: 'main',
  message: 'Run Claude',
  files: [{ action: 'update', path: '.gitlab-ci.yml', before: 'a: 1\n', after: 'b: 2\n' }],
};

let choices: SetupChoice[];
let written: string[];
let steps: SetupStep[];
let outcome: Result<SetupResult>;
let finished: number;
const actions: AddJobActions = {
  async plan(choice) {
    choices.push(choice);
    const project = { id: 5, path: 'acme/shop', webUrl: 'https://gitlab.test/acme/shop' };
    const value: SetupPlan = { project, steps, notes: [], digest: `plan ${choices.length}` };
    return { ok: true, value };
  },
  async carryOut(_, digest) {
    written.push(digest);
    return outcome;
  },
};

const DONE = { kind: 'commit', name: 'ask-claude', webUrl: 'https://gitlab.test/c' } as const;

const onDone = () => (finished += 1);
const onReady = vi.fn<(ready: boolean) => void>();

async function open(outlook: Partial<SetupOptions> = {}): Promise<void> {
  await show(
    <AddJob
      outlook={{ ...OUTLOOK, ...outlook }}
      actions={actions}
      onDone={onDone}
      onReady={onReady}
    />,
  );
  await settle();
}

async function choose(testId: string, name: string, value: string): Promise<void> {
  const radio = all(testId).find(({ dataset }) => dataset[name] === value);
  if (!(radio instanceof HTMLInputElement)) throw new Error(`There is no ${value}.`);
  radio.checked = true;
  await send(radio, new Event('change', { bubbles: true }));
}

beforeEach(() => {
  choices = [];
  written = [];
  finished = 0;
  steps = [COMMIT];
  outcome = { ok: true, value: { done: [DONE] } };
});
afterEach(clear);

test('shows each line that goes and comes before anything is written', async () => {
  await open();
  expect(one('setup-diff').textContent).toBe('-a: 1\n+b: 2\n');
  expect(written).toEqual([]);
});

test('a press writes the plan that is shown, and what was written takes the form’s place', async () => {
  await open();
  await send(one('setup-write'), click());
  expect([written, finished]).toEqual([['plan 1'], 1]);
  expect(one('setup-done').querySelector('a')?.href).toBe(DONE.webUrl);
  expect(all('setup-write')).toEqual([]);
});

test('a press that no person made writes nothing', async () => {
  await open();
  await send(one('setup-write'), click(), false);
  expect(written).toEqual([]);
});

test('a step that fails leaves what was done in view, and the project is looked at again', async () => {
  outcome = { ok: true, value: { done: [DONE], failure: { kind: 'forbidden' } } };
  await open();
  await send(one('setup-write'), click());
  expect(one('setup-done').children).toHaveLength(1);
  expect(one('ask-claude-error').dataset['kind']).toBe('forbidden');
  expect([choices.length, finished]).toEqual([2, 0]);
});

test('another choice is planned anew, with the variables that it needs', async () => {
  await open();
  await choose('setup-provider', 'provider', 'claude-bedrock');
  await choose('setup-placement', 'placement', 'include');
  expect(choices.at(-1)).toMatchObject({ provider: 'claude-bedrock', placement: 'include' });
  expect(all('setup-variable').map(({ dataset }) => [dataset['key'], dataset['state']])).toEqual([
    ['AWS_REGION', 'unknown'],
  ]);
});

async function fill(name: string, text: string): Promise<void> {
  const field = all('setup-field').find(({ dataset }) => dataset['field'] === name);
  if (!(field instanceof HTMLInputElement)) throw new Error(`There is no field ${name}.`);
  field.value = text;
  await send(field, new Event('input', { bubbles: true }));
}

const neededKeys = () => all('setup-variable').map(({ dataset }) => dataset['key']);

test('image, tags and another sign-in are planned as typed, with the variables that this needs', async () => {
  await open();
  await fill('image', ' registry.acme.test/node@sha256:ab ');
  await fill('tags', 'big, eu-1  ');
  await fill('foundry', 'acme-ai');
  const image = 'registry.acme.test/node@sha256:ab';
  const planned = { image, tags: ['big', 'eu-1'], foundry: 'acme-ai' };
  await expect.poll(() => choices.at(-1)).toMatchObject(planned);
  expect(neededKeys()).toEqual(['ANTHROPIC_FOUNDRY_API_KEY']);
  await fill('foundry', '');
  await choose('setup-federation', 'testid', 'setup-federation');
  await expect.poll(() => choices.at(-1)).toMatchObject({ federation: true });
  expect(choices.at(-1)).not.toHaveProperty('foundry');
  expect(neededKeys()).toEqual(['ANTHROPIC_FEDERATION_RULE_ID']);
});

test.each([
  ['image', 'node:24 alpine'],
  ['image', "node'; id; '"],
  ['tags', 'big $(id)'],
  ['foundry', 'acme ai'],
])('what cannot stand in the file is not planned: %s %j', async (name, text) => {
  await open();
  await fill(name, text);
  expect(one('setup-write')).toHaveProperty('disabled', true);
  expect(choices.at(-1)).not.toHaveProperty(name);
});

test.each([
  ['the job is missing', { variables: { ...OUTLOOK.variables, claude: [] } }, false],
  ['a variable is missing', { provider: 'claude' }, false],
  [
    'all of it is there',
    {
      provider: 'claude',
      variables: { ...OUTLOOK.variables, claude: [{ ...KEY, present: true }] },
    },
    true,
  ],
  [
    'nobody may tell',
    {
      provider: 'claude',
      variables: { ...OUTLOOK.variables, claude: [{ ...KEY, present: null }] },
    },
    true,
  ],
] as const)('the list says whether it is ready: %s', async (_, outlook, ready) => {
  const { variables = OUTLOOK.variables, ...more } = { variables: undefined, ...outlook };
  await open({ ...more, variables: { ...variables, claude: [...variables.claude] } });
  expect(onReady).toHaveBeenLastCalledWith(ready);
});

test('what is missing has its way to where it is set, and what is there has none', async () => {
  const token = { key: 'GITLAB_ACCESS_TOKEN', secret: true, present: false };
  await open({ variables: { ...OUTLOOK.variables, claude: [{ ...KEY, present: true }, token] } });
  expect(all('setup-variable').map((row) => row.querySelectorAll('a').length)).toEqual([0, 2]);
});

test('nothing can be pressed where there is nothing to write', async () => {
  steps = [];
  await open();
  expect(one('setup-write')).toHaveProperty('disabled', true);
});

test('a Developer is not offered what only Maintainers may set', async () => {
  await open({ maintainer: false });
  expect(all('setup-extra').map(({ dataset }) => dataset['extra'])).toEqual(['packed']);
});
