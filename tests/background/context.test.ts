import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Preview } from '../../utils/preview/Preview.ts';
import { ISSUE, jobEnvironment, LEGACY_ISSUE, MERGE_REQUEST } from '../e2e/harness/flow.ts';
import { BIG_IID } from '../sandbox/seed/bigMergeRequest.ts';
import { aPng } from '../unit/fakes/aPng.ts';
import { type PageTab, variablesOf } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage('mia', { scale: { threads: 500, files: 300 } });
});
afterAll(() => stage?.close());

/** Writes a note through the API, as somebody else would from another window. */
async function writeNote(body: string, more: { internal?: boolean } = {}): Promise<void> {
  const { url, tokens, project } = stage.sandbox;
  const notes = `${url}/api/v4/projects/${project('acme/webshop').id}/issues/12/notes`;
  const answer = await fetch(notes, {
    method: 'POST',
    headers: { 'PRIVATE-TOKEN': tokens.dev, 'content-type': 'application/json' },
    body: JSON.stringify({ body, ...more }),
  });
  expect(answer.status).toBe(201);
}

/** Has the model look at an image. */
const look = (file: string): string =>
  `!model ${JSON.stringify({ read: `../material/images/${file}` })}`;

const promptOf = (preview: Preview): string => variablesOf(preview)['AI_FLOW_INPUT'] ?? '';

/** Sends, and holds what the job got against what was previewed, byte for byte. */
async function expectSame(tab: PageTab, preview: Preview): Promise<void> {
  const run = await tab.sendToEnd(preview);
  expect(run.outcome?.kind).toBe('answered');
  expect(jobEnvironment(stage, run.pipelineId ?? 0)).toEqual(variablesOf(preview));
}

test('parts switched on and off are in the prompt or not', async () => {
  const tab = stage.open(MERGE_REQUEST);
  const words = 'What is left to do?';
  expect(promptOf(await tab.preview(words))).toContain('src/voucher.js');
  const without = await tab.preview(words, { parts: { commits: true, diff: false } });
  expect(promptOf(without)).toContain('Take vouchers off at checkout');
  expect(promptOf(without)).not.toContain('return total - voucher.amount');
  expect(without.parts.find(({ name }) => name === 'diff')?.on).toBe(false);
});

test('of a merge request of 500 threads and 300 files the job gets what the preview shows', async () => {
  const tab = stage.open(`/acme/webshop/-/merge_requests/${BIG_IID}`);
  const preview = await tab.preview('What is left to do? It costs $5, or 5%.');
  expect(promptOf(preview).length).toBeGreaterThan(80_000);
  expect(preview.parts.flatMap(({ cut }) => cut).length).toBeGreaterThan(0);
  await expectSame(tab, preview);
});

test('of a note with images the job gets what the preview names, and Claude looks at them', async () => {
  const secret = 'ab'.repeat(16);
  const [small, large] = [aPng(), aPng({ bytes: 200_000 })];
  stage.sandbox.project('acme/webshop').uploads = [
    { secret, filename: 'cart.png', bytes: small },
    { secret, filename: 'invoice.png', bytes: large },
  ];
  const image = (name: string) => `![](/uploads/${secret}/${name})`;
  await writeNote(`${image('cart.png')} and ${image('invoice.png')}`);
  const tab = stage.open(ISSUE);
  const words = `${look('1-cart.png')}\n${look('2-invoice.png')}`;
  const preview = await tab.preview(words, { refresh: true });
  expect(preview.images?.map(({ filename, bytes, way }) => [filename, bytes, way])).toEqual([
    ['cart.png', small.length, 'sent'],
    ['invoice.png', large.length, 'fetched'],
  ]);
  await expectSame(tab, preview);
  const body = stage.sandbox.model?.requests.at(-1)?.body ?? '';
  for (const bytes of [small, large])
    expect(body).toContain(`"data":"${Buffer.from(bytes).toString('base64').slice(0, 200)}`);
});

test('an internal note is off, and marks the ask private once it is switched on', async () => {
  await writeNote('The customer is Acme Bank.', { internal: true });
  const tab = stage.open(ISSUE);
  const off = await tab.preview('Who complained?');
  expect(promptOf(off)).not.toContain('Acme Bank');
  expect(off.private).toBe(false);
  const internal = off.parts
    .flatMap(({ restricted = [] }) => restricted)
    .filter(({ visibility }) => visibility === 'internal');
  const on = await tab.preview('Who complained?', { include: internal.map(({ id }) => id) });
  expect(on.private).toBe(true);
  expect(promptOf(on)).toContain('The customer is Acme Bank.');
  expect(JSON.parse(variablesOf(on)['AI_FLOW_CONTEXT'] ?? '')).toMatchObject({
    ask_claude: { private: true },
  });
  await expectSame(tab, on);
});

test('of a page that moved on, what was frozen is sent, and what is read again holds what is new', async () => {
  const tab = stage.open(ISSUE);
  const frozen = await tab.preview('What is new?');
  expect(await tab.ask('hasChanged', { previewId: frozen.id })).toEqual({ ok: true, value: false });
  await writeNote('It is the same in the invoice.');
  expect(await tab.ask('hasChanged', { previewId: frozen.id })).toEqual({ ok: true, value: true });
  expect(promptOf(await tab.preview('What is new?'))).toBe(promptOf(frozen));
  const other = stage.open(ISSUE);
  expect(promptOf(await other.preview('What is new here?', { refresh: true }))).toContain(
    'the same in the invoice',
  );
  const again = await tab.preview('What is new?');
  expect(promptOf(again)).not.toContain('the same in the invoice');
  await expectSame(tab, again);
});

test('where the job reads files, much more than one variable can carry arrives byte for byte', async () => {
  const issue = stage.sandbox.project('acme/legacy').issues.find(({ iid }) => iid === 12);
  for (const discussion of issue?.discussions ?? []) {
    for (const note of discussion.notes) note.body += `\n${'100% of $HOME, é\n'.repeat(5_000)}`;
  }
  const tab = stage.open(LEGACY_ISSUE);
  const usual = await tab.preview('Summarise this.');
  expect(promptOf(usual).length).toBeLessThan(98_304);
  const large = await tab.preview('Summarise this.', { budget: 786_432 });
  expect(promptOf(large).length).toBeGreaterThan(200_000);
  await expectSame(tab, large);
});
