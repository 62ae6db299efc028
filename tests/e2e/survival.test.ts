import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Ask } from './harness/Ask.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { saveSite } from './harness/signIn.ts';
import { startStage, type Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

const POST = { method: 'POST', path: /\/pipeline$/ };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'));
  stage.sandbox.state.settings.holdJobs = true;
});
afterAll(() => stage?.close());

/** Sends, and waits until the request is on its way. */
async function sendSlowly(ask: Ask): Promise<void> {
  await ask.panel.ready();
  stage.sandbox.faults.next(POST, { kind: 'latency', milliseconds: 3000 });
  await ask.panel.send();
  await waitFor('the request', () => stage.sandbox.faults.pending() === 0);
}

/** The extension is updated: its background ends in the middle of what it does. */
async function update(): Promise<void> {
  await stage.updateExtension();
}

/** The browser's process is killed, and the browser started again with the same profile. */
async function crash(): Promise<void> {
  stage.browser = await stage.crash();
}

const ENDS =
  inject('browser') === 'chromium'
    ? [
        { name: 'an update of the extension', end: update },
        { name: 'the end of the browser', end: crash },
      ]
    : [{ name: 'an update of the extension', end: update }];

test('a token that is revoked while a run goes on, and replaced', async () => {
  const { state, tokens, url } = stage.sandbox;
  const ask = await Ask.open(stage);
  await ask.panel.send();
  await ask.known();
  const token = state.tokens.find(({ value }) => value === tokens.dev);
  if (!token) throw new Error('The developer has no token.');
  state.tokens.push({ ...token, id: token.id + 5000, value: `${token.value}-new` });
  token.revoked = true;
  await waitFor('the refusal', async () => (await ask.panel.errorKind()) === 'token_refused');
  ask.setJob('running');
  expect(await saveSite(stage.optionsPage, url, `${token.value}-new`)).toMatchObject({
    state: 'ok',
  });
  // Saving a site puts new scripts into its open tabs, which takes the panels away.
  const page = await stage.open(new URL(ask.page.url()).pathname);
  const reopened = await AskPanel.openFromHeader(page);
  await reopened.newestRun('running');
  expect(ask.living()).toHaveLength(1);
});

test.each(ENDS)('$name while a request is under way', async ({ end }) => {
  const ask = await Ask.open(stage);
  await sendSlowly(ask);
  await end();
  await waitFor('the pipeline', () => ask.pipelines().length > 0);
  const page = await stage.open(new URL(ask.page.url()).pathname);
  const reopened = await AskPanel.openFromHeader(page);
  const run = await reopened.newestRun('created', 'waiting');
  expect(ask.pipelines().map(({ id }) => String(id))).toEqual([run.pipelineId]);
  ask.setJob('running');
  await reopened.newestRun('running');
  expect(ask.living()).toHaveLength(1);
});
