import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { during, having, havingFile } from '../background/harness/Change.ts';
import { makeToken, people } from '../sandbox/seed/people.ts';
import { AccessLevel, type Project } from '../sandbox/state/State.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { LEGACY_ISSUE } from './harness/flow.ts';
import { saveSite } from './harness/signIn.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { GREEN } from './harness/greenLines.ts';

/** How it is shown: every line that the doctor can give is in `tests/background/doctor.test.ts`. */
let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ site: false });
  const owner = makeToken(people.jonas.id, 'Doctor', ['api']);
  stage.sandbox.state.tokens.push(owner);
  for (const path of ['acme/webshop', 'acme/legacy'])
    stage.sandbox.project(path).members.set(people.jonas.id, AccessLevel.owner);
  webshop().variablesRole = 'no_one_allowed';
  await saveSite(stage.optionsPage, stage.sandbox.url, owner.value);
});

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

test('a project in which all is well has green lines alone, given by the address of one of its pages', async () => {
  expect(await examine(`${stage.sandbox.url}/acme/webshop/-/issues/12`)).toEqual(GREEN);
});

test('what is in the way of asks is red', async () => {
  await during(having(webshop, { variables: [] }), async () => {
    const lines = await examine('acme/webshop');
    expect(lines).toEqual(
      expect.arrayContaining([
        'provider red provider_missing',
        'write_back red write_back_missing',
      ]),
    );
  });
});

test('a central runner project that is typed in is looked at too', async () => {
  expect(await examine('acme/webshop', 'acme/legacy')).toContain('central red central_branch');
});

test('what the doctor can end is ended by one press', async () => {
  const others = webshop().protectedBranches.filter(({ name }) => name !== 'ask-claude');
  await during(having(webshop, { protectedBranches: others }), async () => {
    expect(await examine('acme/webshop')).toContain('ref amber ref_unprotected');
    await stage.optionsPage.click('[data-fix="protectRunnerBranch"]');
    await stage.optionsPage.waitForSelector('[data-testid="ask-claude-doctor-fixed"]');
    expect(await examine('acme/webshop')).toEqual(GREEN);
  });
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

test('what the CI file could do better is asked for by one press, where the box is', async () => {
  const faults = 'image: node\ntest:\n  script: [npm test]\n  only: [main]\n';
  await during(havingFile(legacy, 'main', '.gitlab-ci.yml', faults), async () => {
    const panel = await AskPanel.openFromHeader(await stage.open(LEGACY_ISSUE, 'dev'));
    await panel.find('ask-claude-error');
    await (await panel.find('ask-claude-run-doctor')).click();
    const line = await panel.find('ask-claude-doctor-line', '[data-cause="ci_old_syntax"]');
    const href = await line.$eval('a', (link) => link.href);
    expect(href).toBe(`${stage.sandbox.url}/acme/legacy/-/blob/main/.gitlab-ci.yml#L4`);
    await (await line.waitForSelector('[data-testid="ask-claude-doctor-ask"]'))?.click();
    await expect.poll(() => panel.words()).toContain('4: only: [main] (test)');
  });
});
