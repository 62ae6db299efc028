import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATUS_WORDS } from '../../utils/page/notes/statusNote.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { MERGE_REQUEST, vouchers, vouchersThread } from '../e2e/harness/flow.ts';
import { people } from '../sandbox/seed/people.ts';
import { addReply } from '../sandbox/state/discussions.ts';
import { ClaudeAtWork } from './harness/ClaudeAtWork.ts';
import type { PageTab } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
let work: ClaudeAtWork;
let tab: PageTab;
beforeAll(async () => {
  stage = await startStage('mia');
  stage.sandbox.state.settings.holdJobs = true;
  work = new ClaudeAtWork(stage.sandbox, 'acme/webshop', 34);
  tab = stage.open(MERGE_REQUEST);
});
afterAll(() => stage?.close());

const inThread = () =>
  tab.preview('Why?', { preset: 'answer-thread', discussionId: vouchersThread(stage).id });

async function choose(acknowledge: boolean): Promise<void> {
  const chosen = { site: stage.sandbox.url, projectPath: 'acme/webshop', runnerProject: '' };
  await stage.own('saveProjectChoice', { ...chosen, acknowledge });
  // What was read for the panel was read with the choice of before.
  tab = stage.open(MERGE_REQUEST);
}

/** A run whose job says in the thread that Claude is working, and dies. */
async function died(): Promise<Run> {
  const run = await tab.send(await inThread());
  const pipeline = work.asks().at(-1);
  const thread = vouchers(stage).discussions.find(({ id }) => id === vouchersThread(stage).id);
  if (!pipeline || !thread) throw new Error('There is no pipeline, or no thread.');
  const footer = `---\n*Claude Code in a CI job of [pipeline ${pipeline.id}](x), asked by Mia.*`;
  const body = `${STATUS_WORDS.working}\n\n${footer}`;
  addReply(vouchers(stage), thread, { body, authorId: people.jonas.id });
  work.end(pipeline, 'failed', 'runner_system_failure');
  return tab.end(run);
}

test('a project’s setting has a comment say that Claude is at work; without it nothing is asked for', async () => {
  expect((await inThread()).acknowledges).toBeUndefined();
  await choose(true);
  const { acknowledges, variables } = await inThread();
  expect(acknowledges).toBe('yes');
  const context = variables.find(({ key }) => key === 'AI_FLOW_CONTEXT')?.value;
  expect(context).toContain('"acknowledge":true');
  await choose(false);
  expect((await inThread()).acknowledges).toBeUndefined();
});

test('a comment that a job left behind when it died is found, and a Maintainer finishes it by one press', async () => {
  await choose(true);
  const { id: runId, acknowledges } = await died();
  expect(acknowledges).toBe(true);
  const found = await tab.ask('findWorkingNote', { runId });
  expect(found).toMatchObject({ ok: true, value: { webUrl: expect.stringMatching(/#note_\d+$/) } });
  await stage.signIn(stage.sandbox.tokens.dev);
  expect(await tab.ask('finishWorkingNote', { runId })).toMatchObject({
    ok: false,
    failure: { kind: 'forbidden' },
  });
  expect(vouchersThread(stage).bodies.at(-1)).toContain(STATUS_WORDS.working);
  await stage.signIn(stage.sandbox.tokens.mia);
  expect(await tab.ask('finishWorkingNote', { runId })).toEqual({ ok: true, value: null });
  expect(vouchersThread(stage).bodies.at(-1)).toMatch(
    new RegExp(`^${STATUS_WORDS.failed}\n\n---\n.*asked by Mia`),
  );
  // It is not looked for again.
  expect(await tab.ask('findWorkingNote', { runId })).toEqual({ ok: true, value: null });
  // And the next ask knows nothing of it.
  const preview = await inThread();
  expect(JSON.stringify(preview.variables)).not.toContain('Claude could not answer');
});
