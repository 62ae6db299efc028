import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { startEvilSite } from '../sandbox/oauth/startEvilSite.ts';
import { APPLICATION_ID, extensionAddresses } from '../sandbox/seed/application.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { answerConsent } from './harness/answerConsent.ts';
import { firedPipelines, ISSUE } from './harness/flow.ts';
import { siteStatus } from './harness/signIn.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
let options: Page;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage({ site: false });
  options = stage.optionsPage;
  // The session in which GitLab's own window finds the user.
  await stage.open('/', 'mia');
});

/** Presses Sign in on the options page. */
async function pressSignIn(application: string, site = stage.sandbox.url): Promise<void> {
  await options.bringToFront();
  await options.click('[data-testid="site-way-oauth"]');
  for (const [name, text] of [
    ['site-origin', site],
    ['site-client', application],
  ] as const) {
    await options.$eval(`[data-testid="${name}"]`, (input) => {
      if (input instanceof HTMLInputElement) input.select();
    });
    await options.type(`[data-testid="${name}"]`, text);
  }
  await options.click('[data-testid="site-save"]');
}

/** Firefox waits in vain for the address that it was told; the user closes the window. */
async function closeWindowAt(host: string): Promise<void> {
  const page = await waitFor('the window that came back', async () => {
    for (const one of await stage.browser.pages()) if (one.url().includes(host)) return one;
    return null;
  });
  await page.close();
}

/** Waits for the refusal; a window that only says no is closed, as a user does. */
async function refused(windowSays: string): Promise<string> {
  await waitFor('the refusal', async () => {
    for (const one of await stage.browser.pages()) {
      const text = await one.evaluate(() => document.body?.textContent ?? '').catch(() => '');
      if (text.includes(windowSays)) await one.close();
    }
    return options.$('[data-testid="site-status"][data-state="error"]');
  });
  return (await siteStatus(options)).text;
}

const oauthTokens = () => stage.sandbox.state.tokens.filter(({ oauth }) => oauth !== undefined);

test('who refuses on GitLab is not signed in, and is told so', async () => {
  await pressSignIn(APPLICATION_ID);
  await answerConsent(stage.browser, 'Deny');
  const { state, text } = await siteStatus(options);
  expect(state).toBe('error');
  expect(text).toContain('was not finished');
  expect(oauthTokens()).toEqual([]);
});

test('an ask is ready to be sent without any token being pasted', async () => {
  await pressSignIn(APPLICATION_ID);
  await answerConsent(stage.browser, 'Authorize');
  const { state, text } = await siteStatus(options);
  expect([state, text]).toEqual(['ok', expect.stringContaining('@mia')]);
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE, 'mia'));
  await panel.type('What is this about?');
  await panel.ready();
});

test('a token that ends while a run is followed is renewed, each pair once', async () => {
  // Less than the minute in which tokens are renewed early: each request finds one that ends.
  stage.sandbox.state.settings.oauthTokenSeconds = 61;
  for (const { oauth } of oauthTokens()) if (oauth) oauth.expiresAtMs = Date.now();
  const before = oauthTokens().length;
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE, 'mia'));
  await panel.put('!model {"say": "Still here."}\n!model {"slow": 4000}');
  await panel.send();
  expect((await panel.newestRun('finished')).text).toContain('Still here.');
  const pairs = oauthTokens().slice(before);
  expect(pairs.length).toBeGreaterThan(1);
  const given = pairs.map(({ oauth }) => oauth?.previousRefresh);
  expect(new Set(given).size).toBe(given.length);
  expect(firedPipelines(stage)).toHaveLength(1);
  stage.sandbox.state.settings.oauthTokenSeconds = 7200;
});

test('a token is shown nowhere and sent in no address', async () => {
  const secrets = oauthTokens().flatMap(({ value, oauth }) => [value, oauth?.refresh ?? value]);
  const page = await options.evaluate(() => document.documentElement.outerHTML);
  const paths = stage.sandbox.requests.map(({ path }) => path).join('\n');
  for (const secret of secrets.filter((one) => one !== '')) {
    expect(page).not.toContain(secret);
    expect(paths).not.toContain(secret);
  }
});

test('removing the site revokes what GitLab gave', async () => {
  await options.bringToFront();
  await options.click('[data-testid="site-remove"]');
  await options.click('[data-testid="site-remove-yes"]');
  await waitFor('the site to go', async () => !(await options.$('[data-testid="site-item"]')));
  await waitFor('the newest grant to be revoked', () => oauthTokens().at(-1)?.revoked);
  expect(oauthTokens().at(-1)?.revoked).toBe(true);
});

test('an application that GitLab does not know is said, and nothing is saved', async () => {
  await pressSignIn('nobody');
  // Chromium ends the window by itself; in Firefox the user reads GitLab's words and closes it.
  await refused('Client authentication failed');
  expect(await options.$('[data-testid="site-item"]')).toBeNull();
});

test('the settings show the very address that the application has to allow', async () => {
  const shown = await options.$eval('[data-testid="site-redirect"]', (code) => code.textContent);
  expect(await extensionAddresses(stage.sandbox.url)).toContain(shown);
});

test('attack: an evil site that sends the sign-in on to an honest GitLab gets no code', async () => {
  const evil = await startEvilSite(stage.sandbox.url);
  await pressSignIn('whatever', evil.url);
  await refused('The redirect URI included is not valid.');
  // Firefox asks once without a window first.
  expect(evil.sentOn).not.toEqual([]);
  expect(evil.given).toEqual([]);
  await evil.stop();
});

test("attack: an evil site that puts the honest GitLab's redirect address in gets no code, though the user consents", async () => {
  const evil = await startEvilSite(stage.sandbox.url);
  evil.mixUp = "honest site's address";
  const codes = stage.sandbox.state.oauthCodes.size;
  await pressSignIn('whatever', evil.url);
  await answerConsent(stage.browser, 'Authorize');
  await waitFor('the code', () => stage.sandbox.state.oauthCodes.size > codes);
  if (stage.kind === 'firefox') await closeWindowAt('extensions.allizom.org');
  await refused('nothing more');
  // Firefox asks once without a window first.
  expect(evil.sentOn).not.toEqual([]);
  expect(evil.given).toEqual([]);
  expect(await options.$('[data-testid="site-item"]')).toBeNull();
  await evil.stop();
});
