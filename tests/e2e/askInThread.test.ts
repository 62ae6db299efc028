import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { STATUS_WORDS } from '../../utils/page/notes/statusNote.ts';
import { AskPanel } from './harness/AskPanel.ts';
import {
  fileOf,
  firedPipelines,
  MERGE_REQUEST,
  vouchers,
  vouchersThread,
  webshop,
} from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

test('an answer goes into the thread that was asked from', async () => {
  const { id, bodies } = vouchersThread(stage);
  const panel = await AskPanel.openFromThread(await stage.open(MERGE_REQUEST), id);
  expect(await panel.attribute('ask-claude-dialog', 'data-page')).toBe('merge_request/34');
  expect(await panel.attribute('ask-claude-dialog', 'data-discussion-id')).toBe(id);
  await panel.ready();
  expect(await panel.text('ask-claude-dialog')).toMatch(/src\/voucher\.js:\d+/);
  expect(await panel.variable('AI_FLOW_DISCUSSION_ID')).toBe(id);
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  expect(vouchersThread(stage).bodies).toHaveLength(bodies.length + 1);
});

test('a fix goes to the branch of the merge request, the thread is told, and its pipeline is followed until it is green', async () => {
  const { id, bodies } = vouchersThread(stage);
  const head = vouchers(stage).sha;
  const panel = await AskPanel.openFromThread(await stage.open(MERGE_REQUEST), id);
  await panel.choosePreset('fix-thread');
  await (await panel.find('ask-claude-until-green-tick', ':not(:disabled)')).click();
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('changed');
  expect(vouchers(stage).sha).not.toBe(head);
  expect(await fileOf(webshop(stage), 'feature/vouchers', 'src/voucher.js')).toContain(
    'Math.max(0, total - voucher.amount)',
  );
  expect(vouchersThread(stage).bodies).toHaveLength(bodies.length + 1);
  await panel.find('ask-claude-until-green', '[data-end="green"]');
});

test('where the project wants it, a comment says that Claude is at work, becomes the answer, and is shown on the page', async () => {
  const options = stage.optionsPage;
  await options.bringToFront();
  await (await options.waitForSelector('[data-testid="project-new"]'))?.click();
  await (await options.waitForSelector('[data-testid="project-path"]'))?.type('acme/webshop');
  await options.click('[data-testid="project-acknowledge"]');
  await options.click('[data-testid="project-save"]');
  await options.waitForSelector('[data-testid="project-item"]');
  const { id, bodies } = vouchersThread(stage);
  const page = await stage.open(MERGE_REQUEST);
  const panel = await AskPanel.openFromThread(page, id);
  await panel.put('Why?\n!model {"say":"It was forgotten."}\n!model {"slow":4000}');
  await panel.send();
  await waitFor('the comment', () => vouchersThread(stage).bodies.length > bodies.length);
  expect(vouchersThread(stage).bodies.at(-1)).toContain(STATUS_WORDS.working);
  expect((await panel.newestRun('finished')).outcome).toBe('answered');
  const now = vouchersThread(stage).bodies;
  expect(now).toHaveLength(bodies.length + 1);
  expect(now.at(-1)).toContain('It was forgotten.');
  await (await panel.find('ask-claude-show-note')).click();
  await page.waitForFunction(
    (discussion) =>
      document
        .querySelector(`[data-discussion-id$="${discussion}"]`)
        ?.textContent.includes('It was forgotten.'),
    {},
    id,
  );
});

test('threads that are ticked get a commit and a reply each, by one pipeline', async () => {
  const threads = vouchers(stage).discussions.filter(
    ({ notes: [first] }) => first?.resolvable && first.resolvedAt === null,
  );
  const [one, two] = threads;
  if (!one || !two) throw new Error('The sandbox has no two open threads.');
  const before = { head: vouchers(stage).sha, fired: firedPipelines(stage).length };
  const notes = threads.map((thread) => thread.notes.length);
  const panel = await AskPanel.openFromHeader(await stage.open(MERGE_REQUEST));
  await panel.choosePreset('fix-threads');
  for (const { id } of [one, two])
    await (await panel.find('ask-claude-thread-tick', `[data-id="${id}"]`)).click();
  await panel.put(
    [one, two]
      .flatMap(({ id }, at) => [
        { write: [`thread-${at}.txt`, 'x'] },
        {
          tool: [
            'mcp__project__finish_thread',
            { thread: id, end: 'changed', reply: `Did ${at}.`, title: `fix: thread ${at}` },
          ],
        },
      ])
      .map((line) => `!model ${JSON.stringify(line)}`)
      .concat('!model {"say":"Both are done."}')
      .join('\n'),
  );
  await panel.ready();
  expect(JSON.parse(await panel.variable('AI_FLOW_CONTEXT')).ask_claude.threads).toEqual(
    threads.map(({ id }) => id).slice(0, 2),
  );
  await panel.send();
  expect((await panel.newestRun('finished')).outcome).toBe('changed');
  expect(firedPipelines(stage)).toHaveLength(before.fired + 1);
  const range = `${before.head}..refs/heads/feature/vouchers`;
  const log = execFileSync(
    'git',
    ['--git-dir', webshop(stage).repository, 'log', '--format=%s', range],
    { encoding: 'utf8' },
  );
  expect(log.trim().split('\n')).toEqual(['fix: thread 1', 'fix: thread 0']);
  expect(threads.map((thread) => thread.notes.length)).toEqual(
    notes.map((count, at) => (at < 2 ? count + 1 : count)),
  );
  expect(await panel.text('ask-claude-thread-outcomes')).toMatch(/Committed[0-9a-f]{8}Replied/);

  // Asked again from a page that knows nothing of it, it has the same ticks, and waits for Send.
  const again = await AskPanel.openFromHeader(await stage.open(MERGE_REQUEST));
  await (await again.find('ask-claude-again')).click();
  for (const { id } of [one, two])
    await again.find('ask-claude-thread-tick', `[data-id="${id}"]:checked`);
  await waitFor('the same threads in the preview', async () =>
    ((await again.variables())['AI_FLOW_CONTEXT'] ?? '').includes(
      `"threads":${JSON.stringify([one.id, two.id])}`,
    ),
  );
  expect(firedPipelines(stage)).toHaveLength(before.fired + 1);
});
