// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { expiryUrgency } from '../../../../components/settings/sites/expiry.ts';
import {
  type SettingsActions,
  SettingsPage,
} from '../../../../components/settings/SettingsPage.tsx';
import type { Failure, Result } from '../../../../utils/gitlab/Failure.ts';
import type { Run } from '../../../../utils/runs/Run.ts';
import { aRun } from '../../fakes/aRun.ts';
import { sampleOutcome } from '../samples.ts';
import type { KnownSite } from '../../../../utils/sites/knownSites.ts';
import type { SiteView } from '../../../../utils/sites/Site.ts';
import { NO_POLICY, type Policy } from '../../../../utils/storage/policy.ts';
import type { ProjectChoice } from '../../../../utils/storage/projectChoices.ts';
import type { SaveResult } from '../../../../utils/prompt/ownPresets.ts';
import type { WrittenPreset } from '../../../../utils/storage/WrittenPreset.ts';
import { parseSiteAddress } from '../../../../utils/sites/parseSiteAddress.ts';
import { clear, settle, show } from '../show.tsx';

vi.mock('#i18n', () => import('../words.ts'));

const SITE: SiteView = {
  root: 'https://gitlab.com',
  user: { username: 'mia', name: 'Mia Maintainer' },
  scopes: ['api', 'read_user'],
  expiresAt: '2027-05-01',
};
let sites: SiteView[];
let granted: boolean;
let answer: Result<SiteView>;
let calls: string[];
let runs: Run[];
let unseen: string[];
let presets: WrittenPreset[];
let taken: SaveResult;
let known: KnownSite[];
let policy: Policy;
let choices: ProjectChoice[];
let chosenAnswer: Result<null>;

const actions: SettingsActions = {
  parseAddress: parseSiteAddress,
  grant: (root) => {
    calls.push(`grant ${root}`);
    return Promise.resolve(granted);
  },
  save: async (root, token, forSession) => {
    calls.push(`save ${root} ${token}${forSession ? ' for the session' : ''}`);
    if (answer.ok) sites = [answer.value];
    return answer;
  },
  signIn: async (root, clientId, forSession) => {
    calls.push(`sign in ${root} ${clientId}${forSession ? ' for the session' : ''}`);
    return answer;
  },
  tokenPages: (root) => ({ scoped: `${root}/tokens`, fineGrained: `${root}/fine-grained` }),
  redirectAddress: async (root) => `https://extension.test/${new URL(root).host}`,
  listKnownSites: async () => known,
  getPolicy: async () => policy,
  watchPolicy: () => () => undefined,
  worksInPrivate: async () => true,
  listChoices: async () => choices,
  saveChoice: async (chosen) => {
    calls.push(`choose ${JSON.stringify(chosen)}`);
    return chosenAnswer;
  },
  exportSettings: async () => '{}',
  reviewSettings: async () =>
    taken.ok ? { ok: true, changes: [{ what: 'daily_cap', before: 5, after: null }] } : taken,
  importSettings: async (text) => {
    calls.push(`import settings ${text}`);
    return taken;
  },
  listRuns: async () => runs,
  listUnseen: async () => unseen,
  seeRuns: async (ids) => {
    calls.push(`see ${ids.join()}`);
  },
  eraseRuns: async () => {
    calls.push('erase');
    runs = [];
  },
  getSettings: async () => ({ notify: true, dailyCapUsd: null, budgetBytes: null }),
  saveSettings: async (settings) => void calls.push(JSON.stringify(settings)),
  listPresets: async () => presets,
  savePreset: async (preset, replaces) => {
    calls.push(`save ${preset.name}${replaces === undefined ? '' : ` for ${replaces}`}`);
    if (taken.ok) presets = [preset];
    return taken;
  },
  removePreset: async (name) => {
    calls.push(`remove ${name}`);
    presets = [];
  },
  reviewPresets: async () => (taken.ok ? { ok: true, changes: [] } : taken),
  importPresets: async (text) => {
    calls.push(`import ${text}`);
    return taken;
  },
  exportPresets: async () => '{}',
  diagnose: async () => ({ ok: false, failure: { kind: 'network' } }),
  performFix: async () => ({ ok: false, failure: { kind: 'network' } }),
  listSites: async () => sites,
  openFirstRun: async () => undefined,
  removeSite: async (root) => {
    calls.push(`remove ${root}`);
    sites = [];
  },
};

beforeEach(() => {
  runs = [];
  unseen = [];
  sites = [];
  granted = true;
  answer = { ok: true, value: SITE };
  calls = [];
  presets = [];
  taken = { ok: true };
  known = [];
  policy = NO_POLICY;
  choices = [];
  chosenAnswer = { ok: true, value: null };
});
afterEach(clear);

async function page(address = '') {
  const root = await show(<SettingsPage actions={actions} address={address} />);
  await settle();
  const find = <Kind extends HTMLElement = HTMLElement>(name: string): Kind => {
    const found = root.querySelector<Kind>(`[data-testid="site-${name}"]`);
    if (!found) throw new Error(`There is no site-${name}.`);
    return found;
  };
  const type = async (name: string, value: string) => {
    const input = find<HTMLInputElement>(name);
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
  };
  return { root, find, type, status: () => find('status') };
}

test('address, token, button and status are there on load', async () => {
  const { find } = await page('https://git.acme.test/gitlab');
  expect(find<HTMLInputElement>('origin').value).toBe('https://git.acme.test/gitlab');
  expect(find<HTMLInputElement>('token').type).toBe('password');
  expect(find('save').tagName).toBe('BUTTON');
  expect(find('status').dataset['state']).toBe('idle');
});

test('the permission is asked for in the click itself, before anything else', async () => {
  const { find, type } = await page();
  await type('origin', 'gitlab.com/');
  await type('token', ' glpat-1 ');
  find('save').click();
  expect(calls).toEqual(['grant https://gitlab.com']);
  await settle();
  expect(calls).toEqual(['grant https://gitlab.com', 'save https://gitlab.com glpat-1']);
});

test('a saved site names user, scopes and end, and the token is shown nowhere', async () => {
  const { root, find, type, status } = await page();
  await type('origin', 'gitlab.com');
  await type('token', 'glpat-secret');
  find('save').click();
  await settle();
  expect(status().dataset['state']).toBe('ok');
  for (const word of ['Mia Maintainer', 'mia', 'api', 'read_user', 'May 1, 2027'])
    expect(status().textContent).toContain(word);
  expect(find<HTMLInputElement>('token').value).toBe('');
  expect(root.outerHTML).not.toContain('glpat-secret');
  expect(root.querySelector('.sites')?.textContent).toContain('gitlab.com');
});

test.each<[Failure, string]>([
  [{ kind: 'token_refused', reason: 'expired' }, 'has expired'],
  [{ kind: 'token_refused', reason: 'revoked' }, 'was revoked'],
  [{ kind: 'token_refused', reason: 'scope' }, 'lacks the api scope'],
  [{ kind: 'token_refused', detail: '401 Unauthorized' }, 'rejected this token.'],
  [
    { kind: 'token_refused', reason: 'permissions', subject: 'Job: Read' },
    'lacks these permissions: Job: Read',
  ],
  [{ kind: 'not_found' }, 'No GitLab answers at https://gitlab.com'],
  [{ kind: 'not_json' }, 'No GitLab answers at https://gitlab.com'],
  [{ kind: 'network' }, 'gitlab.com could not be reached'],
  [{ kind: 'rate_limited', detail: 'Retry later' }, 'Retry later'],
])('%j is said, and the typed token stays to be mended', async (failure, words) => {
  answer = { ok: false, failure };
  const { find, type, status } = await page('https://gitlab.com');
  await type('token', 'glpat-1');
  find('save').click();
  await settle();
  expect(status().dataset['state']).toBe('error');
  expect(status().textContent).toContain(words);
  expect(find<HTMLInputElement>('token').value).toBe('glpat-1');
  const [wrong, right] =
    failure.kind === 'token_refused' ? ['token', 'origin'] : ['origin', 'token'];
  expect(find(wrong).getAttribute('aria-invalid')).toBe('true');
  expect(find(right).getAttribute('aria-invalid')).toBeNull();
});

test('nothing is asked or saved without a good address, a token and the permission', async () => {
  const { find, type, status } = await page('http://gitlab.com');
  await type('token', 'x');
  find('save').click();
  await settle();
  expect(status().dataset['state']).toBe('error');
  await type('origin', 'https://gitlab.com');
  await type('token', '  ');
  find('save').click();
  await settle();
  expect(status().dataset['state']).toBe('error');
  expect(calls).toEqual([]);
  granted = false;
  await type('token', 'x');
  find('save').click();
  await settle();
  expect(status().dataset['state']).toBe('error');
  expect(calls).toEqual(['grant https://gitlab.com']);
});

test('while one save is checked, another press does nothing', async () => {
  const waiting = Promise.withResolvers<Result<SiteView>>();
  vi.spyOn(actions, 'save').mockReturnValue(waiting.promise);
  const { find, type, status } = await page('https://gitlab.com');
  await type('token', 'x');
  find('save').click();
  await settle();
  expect(status().dataset['state']).toBe('checking');
  find('save').click();
  await settle();
  expect(calls).toEqual(['grant https://gitlab.com']);
  waiting.resolve(answer);
  await settle();
  expect(status().dataset['state']).toBe('ok');
});

test('a failing background is said, not swallowed', async () => {
  vi.spyOn(actions, 'save').mockRejectedValue(new Error('The background gave no answer.'));
  const { find, type, status } = await page('https://gitlab.com');
  await type('token', 'x');
  find('save').click();
  await settle();
  expect(status().textContent).toContain('The background gave no answer.');
});

test('the link to make a token follows the typed address', async () => {
  const { root, type } = await page();
  expect(root.querySelector('form a')).toBeNull();
  await type('origin', 'git.acme.test/gitlab');
  expect(root.querySelector<HTMLAnchorElement>('form a')?.href).toBe(
    'https://git.acme.test/gitlab/tokens',
  );
});

const targets = (root: HTMLElement) =>
  [...root.querySelectorAll('nav a')].map((link) => link.getAttribute('href') ?? '');

test('each section that is there can be gone to', async () => {
  const { root } = await page();
  expect(targets(root)).toHaveLength(5);
  await clear();
  sites = [SITE];
  const filled = (await page()).root;
  expect(targets(filled)).toHaveLength(7);
  expect(targets(filled).filter((target) => !filled.querySelector(target))).toEqual([]);
});

test('of the history ten runs are in view, and the others are counted', async () => {
  runs = Array.from({ length: 12 }, (_, index) => aRun({ id: `${index}`, state: 'finished' }));
  const { root } = await page();
  expect(root.querySelectorAll('[data-testid="run-row"]')).toHaveLength(10);
  expect(root.querySelector('#history')?.textContent).toContain('2 more');
});

test('what waits for the user stands first in the history, until it is marked as seen', async () => {
  runs = ['a', 'b'].map((id) => aRun({ id, state: 'finished', outcome: sampleOutcome() }));
  unseen = ['b'];
  const { root } = await page();
  expect(root.querySelectorAll('#history [data-testid="inbox"] li')).toHaveLength(1);
  root.querySelector<HTMLElement>('[data-testid="inbox-seen"]')?.click();
  await settle();
  expect(calls).toEqual(['see b']);
  expect(root.querySelectorAll('[data-testid="inbox"]')).toHaveLength(0);
});

test('a site is removed after a second press', async () => {
  sites = [SITE];
  const { root } = await page();
  const press = async (index: number) => {
    root.querySelectorAll<HTMLElement>('.site-actions button')[index]?.click();
    await settle();
  };
  await press(1);
  expect(calls).toEqual([]);
  await press(0);
  expect(calls).toEqual(['remove https://gitlab.com']);
  expect(root.querySelector('.sites')).toBeNull();
});

test.each([
  [null, 'none'],
  ['2026-11-21', 'past'],
  ['2026-11-30', 'soon'],
  ['2027-11-30', 'none'],
] as const)('a token that ends %s is urgent: %s', (expiresAt, urgency) => {
  expect(expiryUrgency(expiresAt, Date.UTC(2026, 10, 21, 12))).toBe(urgency);
});

test('costs are told by project, preset or month, and for a spreadsheet', async () => {
  const finishedAt = new Date(2026, 10, 21).toISOString();
  runs = [
    aRun({ id: 'a', finishedAt, outcome: sampleOutcome({ costUsd: 2 }) }),
    aRun({ id: 'b', finishedAt, preset: 'review' }),
  ];
  const { root } = await page();
  const rows = () =>
    [...root.querySelectorAll('[data-testid="costs"] tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent).join(' | '),
    );
  expect(rows()).toEqual(['acme/webshop | 2 (1 without a cost) | $2.00']);
  const by = root.querySelector<HTMLSelectElement>('[data-testid="costs-by"]');
  const choose = async (group: string) => {
    if (by) by.value = group;
    by?.dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
  };
  await choose('preset');
  expect(rows()).toEqual(['Ask | 1 | $2.00', 'Review | 1 (1 without a cost) | $0.00']);
  await choose('month');
  expect(rows()).toEqual(['November 2026 | 2 (1 without a cost) | $2.00']);
});

test('the history is searched, and erased after one question', async () => {
  const now = new Date().toISOString();
  runs = [
    aRun({ id: 'a', finishedAt: now, outcome: sampleOutcome({ costUsd: 2 }) }),
    aRun({ id: 'b', projectPath: 'acme/legacy' }),
  ];
  const { root } = await page();
  const rows = () => root.querySelectorAll('[data-testid="run-row"]').length;
  expect(rows()).toBe(2);
  const search = root.querySelector<HTMLInputElement>('[data-testid="history-search"]');
  if (search) search.value = 'legacy';
  search?.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  expect(rows()).toBe(1);
  const press = async (name: string) => {
    root.querySelector<HTMLElement>(`[data-testid="${name}"]`)?.click();
    await settle();
  };
  await press('history-erase');
  expect(calls).toEqual([]);
  await press('history-erase-yes');
  expect(calls).toEqual(['erase']);
  expect(rows()).toBe(0);
});

test('notices and the cap of a day are saved at once; a cap of nothing is none', async () => {
  const { root } = await page();
  const notify = root.querySelector<HTMLInputElement>('[data-testid="setting-notify"]');
  notify?.click();
  const cap = root.querySelector<HTMLInputElement>('[data-testid="setting-cap"]');
  for (const usd of ['2.5', '0']) {
    if (cap) cap.value = usd;
    cap?.dispatchEvent(new Event('change', { bubbles: true }));
  }
  await settle();
  expect(calls.map((call) => JSON.parse(call))).toEqual([
    { notify: false, dailyCapUsd: null, budgetBytes: null },
    expect.objectContaining({ dailyCapUsd: 2.5 }),
    expect.objectContaining({ dailyCapUsd: null }),
  ]);
});

test('how large an ask may be is saved, and shown as the usual until then', async () => {
  const { root } = await page();
  const budget = root.querySelector<HTMLSelectElement>('[data-testid="setting-budget"]');
  expect(budget?.value).toBe('98304');
  if (budget) budget.value = '32768';
  budget?.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(calls.map((call) => JSON.parse(call))).toEqual([
    expect.objectContaining({ budgetBytes: 32_768 }),
  ]);
});

test('signing in with GitLab asks for the host first, then for consent, and needs no token', async () => {
  const { root, find, type, status } = await page('https://git.acme.test');
  find<HTMLInputElement>('way-oauth').click();
  await settle();
  find('save').click();
  await settle();
  expect(status().dataset['state']).toBe('error');
  expect(find('redirect').textContent).toBe('https://extension.test/git.acme.test');
  await type('client', ' application ');
  find<HTMLInputElement>('session').click();
  await settle();
  find('save').click();
  await settle();
  expect(calls).toEqual([
    'grant https://git.acme.test',
    'sign in https://git.acme.test application for the session',
  ]);
  expect(root.querySelector('[data-testid="site-token"]')).not.toBeNull();
});

test('a site that the organisation names is one press away, its application known', async () => {
  known = [{ root: 'https://git.acme.test', clientId: 'by-policy', byPolicy: true }];
  const { find } = await page();
  find('known').click();
  // The address first, then what is known of it.
  await settle();
  await settle();
  expect(find<HTMLInputElement>('origin').value).toBe('https://git.acme.test');
  expect(find<HTMLInputElement>('client').value).toBe('by-policy');
  expect(find<HTMLInputElement>('client').readOnly).toBe(true);
  find('save').click();
  await settle();
  expect(calls).toContain('sign in https://git.acme.test by-policy');
});

test('each permission of a fine-grained token is named, with the page that makes one', async () => {
  const { find } = await page('https://git.acme.test');
  const list = find('permissions');
  for (const words of ['PipelineCreate, Read', 'JobRead', 'CI ConfigRead, Validate'])
    expect(list.textContent?.replaceAll(/(\w) (?=Create|Read)/g, '$1')).toContain(words);
  expect(list.querySelector('a')?.href).toBe('https://git.acme.test/fine-grained');
});

test('the rules of the organisation are said, one that cannot be read too', async () => {
  policy = { ...NO_POLICY, hosts: ['*.acme.test'], dailyCapUsd: 5, broken: ['transports'] };
  const { root } = await page();
  const section = root.querySelector('[data-testid="policy-section"]');
  for (const words of ['*.acme.test', '$5.00', 'transports'])
    expect(section?.textContent).toContain(words);
});

test('a project gets its runner project and its trigger token, by path or by address', async () => {
  sites = [SITE];
  const { root } = await page();
  const press = async (name: string) => {
    root.querySelector<HTMLElement>(`[data-testid="${name}"]`)?.click();
    await settle();
  };
  const fill = async (name: string, value: string) => {
    const input = root.querySelector<HTMLInputElement>(`[data-testid="${name}"]`);
    if (input) input.value = value;
    input?.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
  };
  await press('project-new');
  await fill('project-path', 'no path');
  await press('project-save');
  expect(root.querySelector('[data-testid="project-problem"]')?.textContent).toContain(
    'not a project',
  );
  await fill('project-path', 'https://gitlab.com/acme/webshop/-/issues/12');
  await fill('project-runner', 'acme/claude-runner');
  await fill('project-trigger', 'glptt-secret');
  const comments = root.querySelector<HTMLSelectElement>('[data-testid="project-mentions"]');
  expect(comments?.value).toBe('none');
  if (comments) comments.value = 'questions';
  comments?.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  await press('project-acknowledge');
  chosenAnswer = { ok: false, failure: { kind: 'not_found', subject: 'acme/claude-runner' } };
  await press('project-save');
  expect(root.querySelector('[data-testid="project-problem"]')?.textContent).toContain(
    'acme/claude-runner was not found',
  );
  chosenAnswer = { ok: true, value: null };
  await press('project-save');
  const chosen = {
    site: 'https://gitlab.com',
    projectPath: 'acme/webshop',
    runnerProject: 'acme/claude-runner',
    atOnce: 'questions',
    acknowledge: true,
    triggerToken: 'glptt-secret',
  };
  expect(calls).toEqual([`choose ${JSON.stringify(chosen)}`, `choose ${JSON.stringify(chosen)}`]);
  expect(root.outerHTML).not.toContain('glptt-secret');
});
