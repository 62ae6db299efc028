import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { ISSUE } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

test('an update under an open panel leaves one working button and the draft', async () => {
  const page = await stage.open(ISSUE);
  const panel = await AskPanel.openFromHeader(page);
  await panel.type('Do not lose me');
  await panel.ready();
  await page.$eval('ask-claude-button', (host) => host.setAttribute('data-before-update', ''));
  await stage.updateExtension();
  await waitFor(
    'a new button in place of the old one',
    async () =>
      (await page.$$('ask-claude-button')).length === 1 &&
      (await page.$$('ask-claude-button[data-before-update]')).length === 0,
  );
  await waitFor(
    'the panel of the version before to go',
    async () => (await page.$$('ask-claude-panel')).length === 0,
  );
  await page.bringToFront();
  const reopened = await AskPanel.openFromHeader(page);
  expect(await reopened.words()).toBe('Do not lose me');
  await reopened.ready();
  expect(await page.$$('ask-claude-panel')).toHaveLength(1);
});
