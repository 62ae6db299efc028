import { beforeEach, expect, test } from 'vitest';
import { createOwnPresets } from '../../../utils/prompt/ownPresets.ts';
import { createTransfer, SiteName } from '../../../utils/setup/transfer.ts';
import type { Site } from '../../../utils/sites/Site.ts';
import { knownSites } from '../../../utils/sites/knownSites.ts';
import { createList } from '../../../utils/storage/createList.ts';
import { NO_POLICY } from '../../../utils/storage/policy.ts';
import { createProjectChoices } from '../../../utils/storage/projectChoices.ts';
import { createSettings, USUAL_SETTINGS } from '../../../utils/storage/settings.ts';
import { fakeItem } from '../storage/fakeItem.ts';

const SITE: Site = {
  root: 'https://git.acme.test/gitlab',
  user: { username: 'mia', name: 'Mia' },
  scopes: ['api'],
  expiresAt: null,
  signIn: 'oauth',
  clientId: 'application',
};

/** One browser's settings. */
function browser(sites: Site[] = []) {
  const offers = createList(fakeItem(), SiteName);
  const settings = createSettings(fakeItem());
  const presets = createOwnPresets(fakeItem());
  const choices = createProjectChoices(fakeItem());
  const transfer = createTransfer({
    listSites: async () => sites,
    offers,
    settings,
    presets,
    choices,
  });
  return { offers, settings, presets, choices, transfer };
}

let from: ReturnType<typeof browser>;
beforeEach(async () => {
  from = browser([SITE]);
  await from.settings.set({ ...USUAL_SETTINGS, dailyCapUsd: 7 });
  await from.presets.save({
    name: 'tidy',
    mode: 'ask',
    pages: ['issue'],
    from: ['page'],
    parts: [],
    words: 'Tidy up.',
  });
  const project = { site: SITE.root, projectPath: 'acme/webshop' };
  await from.choices.save({ ...project, runnerProject: 'acme/runner', trigger: true });
});

test('what one browser exports, another has after the import, but for signing in', async () => {
  const to = browser();
  expect(await to.transfer.importFile(await from.transfer.exportFile())).toEqual({ ok: true });
  expect(await to.settings.get()).toMatchObject({ dailyCapUsd: 7 });
  expect(await to.presets.list()).toEqual(await from.presets.list());
  expect(await to.choices.list()).toEqual([
    { site: SITE.root, projectPath: 'acme/webshop', runnerProject: 'acme/runner' },
  ]);
  expect(knownSites(NO_POLICY, await to.offers.list(), [])).toEqual([
    { root: SITE.root, clientId: 'application', byPolicy: false },
  ]);
});

test('the file says nothing of users, scopes and tokens', async () => {
  const file = await from.transfer.exportFile();
  for (const word of ['mia', 'Mia', 'scopes', 'trigger', 'token']) expect(file).not.toContain(word);
});

test.each([
  ['no JSON', 'not_json'],
  ['{"version": 2}', 'other_version'],
  ['{"version": 1, "sites": []}', 'malformed'],
])('%s is refused as %s, and nothing changes', async (text, kind) => {
  const to = browser();
  expect(await to.transfer.importFile(text)).toMatchObject({ ok: false, problem: { kind } });
  expect(await to.settings.get()).toEqual(USUAL_SETTINGS);
});

test('a site that the organisation names, too, is offered once; one that is signed in to, not at all', () => {
  const policy = { ...NO_POLICY, sites: [{ address: 'git.acme.test/gitlab/' }] };
  const offers = [{ address: SITE.root }, { address: 'http://nowhere.test' }];
  expect(knownSites(policy, offers, [])).toEqual([{ root: SITE.root, byPolicy: true }]);
  expect(knownSites(policy, offers, [SITE])).toEqual([]);
});
