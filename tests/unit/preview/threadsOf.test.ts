import { describe, expect, test } from 'vitest';
import { MOST_THREADS, type OpenThread } from '../../../utils/context/OpenThread.ts';
import { THREADS_PRESET } from '../../../utils/prompt/presetNames.ts';
import { aContext, aLint, anItem, aPart } from '../fakes/aGathered.ts';
import { runnerMerged } from '../fakes/ciFiles.ts';
import { mergeRequestPage } from '../fakes/entities.ts';
import { ok } from '../fakes/fakeGitLab.ts';
import { foreign, made, valueOf, type Given } from '../pipeline/makeAsk.ts';

const IDS = Array.from({ length: 30 }, (_, index) => String(index).padStart(40, '0'));
const [ONE = '', TWO = ''] = IDS;

function aThread(id: string): OpenThread {
  return { id, author: 'Mia', place: null, words: 'Why?', mine: false, outdated: false };
}

function asked(threads: readonly string[] | undefined, more: Given = {}) {
  const items = IDS.map((id) => anItem(`Thread ${id.slice(-2)}.`, { thread: id }));
  const context = aContext({
    openThreads: IDS.map((id) => ({ ...aThread(id), ...(id === ONE && { place: 'a.js:3' }) })),
    parts: [aPart('threads', ...items)],
  });
  const { gathered, request, ...rest } = more;
  return made({
    page: mergeRequestPage,
    preset: THREADS_PRESET,
    request: { ...(threads && { threads: [...threads] }), ...request },
    gathered: { context, ...gathered },
    ...rest,
  });
}

async function toldJob(threads: readonly string[], more: Given = {}) {
  const preview = await asked(threads, more);
  return JSON.parse(valueOf(preview, 'AI_FLOW_CONTEXT')).ask_claude;
}

describe('an ask that resolves threads', () => {
  test('names those that are ticked, in the order of the page, and has a reply in each', async () => {
    expect(await toldJob([TWO, ONE])).toMatchObject({ reply: 'thread', threads: [ONE, TWO] });
    const preview = await asked([TWO, ONE]);
    expect(preview.failure).toBeUndefined();
    expect(preview.threads?.open.filter(({ on }) => on).map(({ id }) => id)).toEqual([ONE, TWO]);
    expect(preview.run.threads).toEqual([
      { id: ONE, label: 'a.js:3' },
      { id: TWO, label: 'Mia' },
    ]);
    expect(valueOf(preview, 'AI_FLOW_DISCUSSION_ID')).toBe('');
  });

  test('marks them as resolved only where the project wants it', async () => {
    expect(await toldJob([ONE])).not.toHaveProperty('resolve');
    expect(await toldJob([ONE], { resolves: true })).toMatchObject({ resolve: true });
    expect((await asked([ONE], { resolves: true })).threads?.resolves).toBe(true);
  });

  test('brings its threads along where threads are switched off, and no others', async () => {
    const preview = await asked([TWO], { request: { parts: { threads: false } } });
    const prompt = valueOf(preview, 'AI_FLOW_INPUT');
    expect(prompt).toContain('Thread 01.');
    expect(prompt).not.toContain('Thread 02.');
  });

  test('leaves out what was resolved or deleted since it was ticked, and counts it', async () => {
    const gone = 'f'.repeat(40);
    expect((await asked([ONE, gone])).threads?.gone).toBe(1);
    expect(await toldJob([ONE, gone])).toMatchObject({ threads: [ONE] });
  });

  test('lists a hundred of them, the newest, and says how many there are besides', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      aThread(String(index).padStart(40, '0')),
    );
    const context = aContext({ openThreads: many });
    const { threads } = await asked([], { gathered: { context } });
    expect(threads?.open.map(({ id }) => id)).toEqual(many.slice(20).map(({ id }) => id));
    expect(threads?.earlier).toBe(20);
  });

  test('counts ticks for its own preset alone', async () => {
    const preview = await asked([ONE], { preset: 'make-change' });
    expect(preview.threads?.open.some(({ on }) => on)).toBe(false);
    expect(preview.run).not.toHaveProperty('threads');
  });
});

describe('in the way of it', () => {
  const old = runnerMerged.replaceAll(/ASK_CLAUDE_JOB=\d+/g, 'ASK_CLAUDE_JOB=8');
  test.each<[string, string, readonly string[] | undefined, Given]>([
    ['nothing is ticked', 'no_threads', undefined, {}],
    ['all that was ticked is gone', 'no_threads', ['f'.repeat(40)], {}],
    ['thirty are ticked', 'too_many_threads', IDS, {}],
    [
      'the job is older',
      'threads_old_job',
      [ONE],
      { gathered: { lint: async () => ok(aLint(old)) } },
    ],
    ['the job is the project’s own', 'threads_other_job', [ONE], { gathered: foreign }],
  ])('stands that %s: %s', async (_what, reason, threads, more) => {
    expect((await asked(threads, more)).failure).toMatchObject({ kind: 'refused', reason });
  });

  test('stands nothing for as many as one run takes', async () => {
    expect((await asked(IDS.slice(0, MOST_THREADS))).failure).toBeUndefined();
  });
});
