import { beforeEach, expect, test } from 'vitest';
import { createRules } from '../../../entrypoints/background/createRules.ts';
import type { Credential } from '../../../utils/sites/Credential.ts';
import { type Credentials, triggerName } from '../../../utils/sites/credentials.ts';
import {
  createProjectChoices,
  type ProjectChoices,
} from '../../../utils/storage/projectChoices.ts';
import { SITE } from '../fakes/entities.ts';
import { fakeItem } from '../storage/fakeItem.ts';

const OLD = { site: SITE, projectPath: 'acme/webshop' };
const NEW = { site: SITE, projectPath: 'acme/shop' };
const TOKEN: Credential = { kind: 'token', token: 'glptt-0123456789' };

let choices: ProjectChoices;
let secrets: Map<string, Credential>;
let rules: ReturnType<typeof createRules>;

beforeEach(() => {
  choices = createProjectChoices(fakeItem());
  secrets = new Map();
  const credentials: Credentials = {
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, credential) => void secrets.set(name, credential),
    renew: async (name, credential) => void secrets.set(name, credential),
    remove: async (name) => void secrets.delete(name),
    removeSite: async () => undefined,
  };
  rules = createRules({
    choices,
    credentials,
    listRuns: async () => [],
    listSites: async () => [],
    pageUsers: { named: async () => [] },
  });
});

test('a choice follows its project to a new path, for good', async () => {
  await choices.save({ ...OLD, projectId: 5, runnerProject: 'acme/runner', runnerProjectId: 9 });
  expect(await rules.movedChoice(NEW, 5)).toMatchObject({ runnerProject: 'acme/runner' });
  expect(await choices.list()).toEqual([
    { ...NEW, projectId: 5, runnerProject: 'acme/runner', runnerProjectId: 9 },
  ]);
});

test('its trigger token goes along, and is left under no other name', async () => {
  await choices.save({ ...OLD, projectId: 5, trigger: true });
  secrets.set(triggerName(SITE, OLD.projectPath), TOKEN);
  await rules.movedChoice(NEW, 5);
  expect([...secrets]).toEqual([[triggerName(SITE, NEW.projectPath), TOKEN]]);
  expect(await rules.triggerToken(SITE, NEW.projectPath)).toBe(TOKEN.token);
});

test.each([
  ['another project', { ...OLD, projectId: 6 }, NEW],
  ['another site', { ...OLD, site: 'https://other.test', projectId: 5 }, NEW],
  ['one that has not moved', { ...NEW, projectId: 5 }, NEW],
  ['one whose id was never kept', OLD, NEW],
])('the choice for %s stays where it is', async (_what, chosen, page) => {
  await choices.save({ ...chosen, runnerProject: 'acme/runner' });
  expect(await rules.movedChoice(page, 5)).toBeNull();
  expect(await choices.list()).toEqual([{ ...chosen, runnerProject: 'acme/runner' }]);
});
