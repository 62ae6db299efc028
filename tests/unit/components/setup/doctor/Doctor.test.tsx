// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Doctor } from '../../../../../components/setup/doctor/Doctor.tsx';
import type { DoctorActions } from '../../../../../components/setup/doctor/DoctorActions.ts';
import type { Result } from '../../../../../utils/gitlab/Failure.ts';
import type { Diagnosis, DoctorLine } from '../../../../../utils/setup/doctor/Diagnosis.ts';
import { all, clear, click, one, send, show } from '../../show.tsx';

vi.mock('#i18n', () => import('../../words.ts'));

const PROTECT: DoctorLine = {
  check: 'ref',
  light: 'amber',
  cause: 'ref_unprotected',
  values: ['ask-claude'],
  fix: { kind: 'protectRunnerBranch' },
};
const MISSING: DoctorLine = {
  check: 'provider',
  light: 'red',
  cause: 'provider_missing',
  values: ['ANTHROPIC_API_KEY'],
  fix: { kind: 'link', page: 'variables', url: 'https://gitlab.test/acme/shop/-/settings/ci_cd' },
};
const WELL: DoctorLine = { check: 'role', light: 'green', cause: 'role', values: ['Developer'] };

let result: Result<Diagnosis>;
let asked: string[];
const actions: DoctorActions = {
  async diagnose() {
    asked.push('diagnose');
    return result;
  },
  newToken: () => void asked.push('newToken'),
  openSettings: () => void asked.push('openSettings'),
};
const refused: DoctorActions['fix'] = async () => ({
  ok: false,
  failure: { kind: 'forbidden' },
});
const found = (...lines: DoctorLine[]): Result<Diagnosis> => ({
  ok: true,
  value: { project: 'acme/shop', lines },
});
const seen = () => all('ask-claude-doctor-line').map(({ dataset }) => dataset['check']);

beforeEach(() => {
  asked = [];
  result = found(WELL, PROTECT, MISSING);
});
afterEach(clear);

test('looks when it is pressed, and not before', async () => {
  await show(<Doctor actions={actions} project="acme/shop" />);
  expect(asked).toEqual([]);
  await send(one('ask-claude-doctor-run'), click());
  expect(asked).toEqual(['diagnose']);
});

test('a page cannot press it', async () => {
  await show(<Doctor actions={actions} project="acme/shop" />);
  await send(one('ask-claude-doctor-run'), click(), false);
  expect(asked).toEqual([]);
});

test('shows what is in the way first, and what is well last', async () => {
  await show(<Doctor atOnce actions={actions} />);
  expect(seen()).toEqual(['provider', 'ref', 'role']);
  const [provider] = all('ask-claude-doctor-line');
  expect(provider?.dataset).toMatchObject({ light: 'red', cause: 'provider_missing' });
  expect(provider?.textContent).toContain('ANTHROPIC_API_KEY');
});

test('says first that there is no key, where none was found', async () => {
  await show(<Doctor atOnce actions={actions} />);
  expect(document.body.textContent).not.toContain('Ready.');
  expect(one('ask-claude-doctor').querySelector('.doctor-summary')?.textContent).toMatch(
    /^Not ready: no key was found/,
  );
});

test.each<[what: string, lines: DoctorLine[], summary: string]>([
  ['all is well', [WELL], 'Ready.'],
  [
    'the role may not read all of it',
    [WELL, { check: 'provider', light: 'amber', cause: 'not_readable' }],
    'No problem is known.',
  ],
  [
    'no token was found, and the group’s variables cannot be seen',
    [WELL, { check: 'write_back', light: 'amber', cause: 'write_back_perhaps_above' }],
    'No token to write back was found. No problem is known. 1 note.',
  ],
  [
    'there is neither key nor token',
    [
      { check: 'provider', light: 'red', cause: 'provider_perhaps_above' },
      { check: 'write_back', light: 'red', cause: 'write_back_missing' },
    ],
    'Not ready: no key was found. No token to write back was found. 2 things keep Ask Claude from working as it should.',
  ],
])('claims no more than was seen where %s', async (_what, lines, summary) => {
  result = found(...lines);
  await show(<Doctor atOnce actions={actions} />);
  const said = one('ask-claude-doctor').querySelector('.doctor-summary')?.textContent;
  expect(said).toBe(summary);
});

test('says so when it could not look at all', async () => {
  result = { ok: false, failure: { kind: 'token_refused' } };
  await show(<Doctor atOnce actions={actions} />);
  expect(one('ask-claude-error').dataset['kind']).toBe('token_refused');
});

describe('what ends a line', () => {
  test('is a page of the project, by a link', async () => {
    await show(<Doctor atOnce actions={actions} />);
    const link = document.querySelector('a');
    expect(link?.href).toBe('https://gitlab.test/acme/shop/-/settings/ci_cd');
  });

  test('is done on a press where that may be done, and told', async () => {
    const fix = vi.fn<NonNullable<DoctorActions['fix']>>(async () => ({
      ok: true,
      value: { done: [{ kind: 'protect', name: 'ask-claude', webUrl: 'https://gitlab.test/x' }] },
    }));
    await show(<Doctor atOnce actions={{ ...actions, fix }} />);
    await send(one('ask-claude-doctor-fix'), click());
    expect(fix).toHaveBeenCalledExactlyOnceWith({ kind: 'protectRunnerBranch' });
    expect(one('ask-claude-doctor-fixed').textContent).toContain('ask-claude');
  });

  test('that was a setting is named for people, not by GitLab’s own word', async () => {
    const done = [
      { kind: 'variables_role', name: 'no_one_allowed', webUrl: 'https://gitlab.test/x' } as const,
    ];
    await show(
      <Doctor atOnce actions={{ ...actions, fix: async () => ({ ok: true, value: { done } }) }} />,
    );
    await send(one('ask-claude-doctor-fix'), click());
    expect(one('ask-claude-doctor-fixed').textContent).toMatch(/pipeline variables/i);
    expect(one('ask-claude-doctor-fixed').textContent).not.toContain('no_one_allowed');
  });

  test('that fails says why', async () => {
    await show(<Doctor atOnce actions={{ ...actions, fix: refused }} />);
    await send(one('ask-claude-doctor-fix'), click());
    expect(one('ask-claude-error').dataset['kind']).toBe('forbidden');
  });

  test('leads to the settings where nothing may be changed', async () => {
    await show(<Doctor atOnce actions={actions} />);
    expect(all('ask-claude-doctor-fix')).toEqual([]);
    const button = document.querySelector('[data-fix="protectRunnerBranch"]');
    if (!button) throw new Error('There is no button.');
    await send(button, click());
    expect(asked).toContain('openSettings');
  });
});
