import { describe, expect, test } from 'vitest';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { createProgressReader } from '../../../utils/outcome/readProgress.ts';
import { aJob } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok, type FakeGitLab } from '../fakes/fakeGitLab.ts';

const encoder = new TextEncoder();
const HEAD = `Running with gitlab-runner 18.9\n${'Pulling the image, layer by layer.\n'.repeat(80)}`;
const RUN = { site: 'https://gitlab.test', projectId: 5, jobId: 900, jobStatus: 'running' };

/** A GitLab whose job has this log; `whole` is one that ignores offsets. */
function logging(log: { text: string }, whole = false): FakeGitLab {
  return fakeGitLab({
    trace: async (_project, _job, from = 0) => {
      const bytes = encoder.encode(log.text).subarray(whole ? 0 : from);
      return ok(new TextDecoder().decode(bytes));
    },
  });
}

async function seen(reader: ReturnType<typeof createProgressReader>, gitLab: GitLab, log = false) {
  const result = await reader.look(gitLab, RUN, log);
  if (!result.ok || result.value === null) throw new Error('nothing was seen');
  return result.value;
}

describe.each([
  ['reads on from a byte', false],
  ['knows no offsets', true],
])('a log on a GitLab that %s', (_, whole) => {
  test('tells each step once, however it is cut into readings', async () => {
    const log = { text: HEAD };
    const gitLab = logging(log, whole);
    const reader = createProgressReader();
    const lines = [
      'ask-claude> checked: ask on issue/12\n',
      'ask-claude> prepared: main at 01234567\n',
      'ask-claude> started: Claude Code 2.1.329, model\n',
      'ask-claude> tool: Read src/wärenkorb.js\n',
      'ask-claude> tool: Grep total in src\n',
    ];
    const stages: string[] = [];
    for (const line of lines) {
      log.text += line.slice(0, 12);
      await seen(reader, gitLab);
      log.text += line.slice(12);
      stages.push((await seen(reader, gitLab)).stage);
    }
    const { steps, stepCount } = await seen(reader, gitLab);
    expect(steps.map(({ kind, text }) => `${kind}: ${text}`)).toEqual(
      lines.map((line) => line.slice('ask-claude> '.length, -1)),
    );
    expect(stepCount).toBe(5);
    expect(stages).toEqual(['starting', 'installing', 'thinking', 'thinking', 'thinking']);
  });
});

test('what the runner has cut into several lines is one, the cost of a foreign job too', async () => {
  const lines = [
    '2026-11-21T08:00:00.1Z 01O ask-claude> tool: Read src/',
    '2026-11-21T08:00:00.1Z 01O+cart.js',
    '2026-11-21T08:00:00.2Z 01O {"total_cost_u',
    '2026-11-21T08:00:00.2Z 01O+sd": 0.25}',
  ];
  const gitLab = logging({ text: `${HEAD}${lines.join('\n')}\n` });
  const { steps, costUsd } = await seen(createProgressReader(), gitLab);
  expect(steps).toEqual([{ kind: 'tool', text: 'Read src/cart.js' }]);
  expect(costUsd).toBe(0.25);
});

test('what was read is not asked for again', async () => {
  const log = { text: `${HEAD}ask-claude> checked: ask on issue/12\n` };
  const gitLab = logging(log);
  const reader = createProgressReader();
  await seen(reader, gitLab);
  await seen(reader, gitLab);
  const seam = encoder.encode(log.text).length - 'ask-claude> checked: ask on issue/12\n'.length;
  expect(gitLab.calls).toEqual(['trace 900 0', `trace 900 ${seam}`]);
});

test('a log that is another one by now is read from its beginning', async () => {
  const log = { text: `${HEAD}ask-claude> checked: ask on issue/12\n` };
  const gitLab = logging(log);
  const reader = createProgressReader();
  await seen(reader, gitLab);
  log.text = `Retried\n${HEAD}${'x\n'.repeat(100)}ask-claude> started: Claude Code\n`;
  expect((await seen(reader, gitLab)).steps).toEqual([{ kind: 'started', text: 'Claude Code' }]);
});

test('the cost so far is taken from the stream of Claude Code itself, where a job prints that', async () => {
  const log = { text: '{"type":"result","total_cost_usd":0.0421}\n' };
  expect((await seen(createProgressReader(), logging(log))).costUsd).toBe(0.0421);
});

test('what was used is taken from our job’s own lines, which are no steps', async () => {
  const log = {
    text: 'ask-claude> usage: 3000 tokens read\nask-claude> usage: 8000 tokens read\n',
  };
  const reader = createProgressReader();
  const gitLab = logging(log);
  expect(await seen(reader, gitLab)).toMatchObject({ tokens: 8000, costUsd: null, stepCount: 0 });
  log.text += 'ask-claude> usage: 9000 tokens read, 0.042100 USD\n';
  expect(await seen(reader, gitLab)).toMatchObject({ tokens: 9000, costUsd: 0.0421 });
});

test('the tail keeps colours, and no other command to a terminal', async () => {
  const esc = String.fromCharCode(27);
  const log = { text: `${esc}[0K${esc}[32;1m$ npm test${esc}[0m\n${esc}[2Jdone${esc}]8;;x\n` };
  const { tail } = await seen(createProgressReader(), logging(log), true);
  expect(tail).toContain(`${esc}[32;1m$ npm test${esc}[0m\n`);
  expect(tail?.replaceAll(/\[[\d;]*m/g, '').split(esc).length).toBe(3);
});

describe('a job that nobody takes', () => {
  const pending = { ...RUN, jobStatus: 'pending' };
  test.each([
    [3, ok([]), null, 1],
    [75, ok([]), 0, 2],
    [75, ok([{ id: 1 }]), 1, 2],
    [75, fails('forbidden'), null, 2],
  ] as const)(
    'for %i s: runners are counted once it is long',
    async (seconds, runners, count, calls) => {
      const gitLab = fakeGitLab({
        job: async () => ok(aJob('pending', { queued_duration: seconds, tag_list: ['gpu'] })),
        onlineRunners: async () => (runners.ok ? ok([...runners.value]) : runners),
      });
      const result = await createProgressReader().look(gitLab, pending, false);
      expect(result).toMatchObject({
        ok: true,
        value: { waiting: { seconds, tags: ['gpu'], runners: count } },
      });
      expect(gitLab.calls).toHaveLength(calls);
    },
  );
});

test('a failure is told, and the next look goes on', async () => {
  let down = true;
  const gitLab = fakeGitLab({ trace: async () => (down ? fails('network') : ok('x\n')) });
  const reader = createProgressReader();
  expect(await reader.look(gitLab, RUN, false)).toMatchObject({ ok: false });
  down = false;
  expect(await reader.look(gitLab, RUN, false)).toMatchObject({ ok: true });
});

test('before there is a job nothing is asked', async () => {
  const { jobId: _jobId, ...run } = RUN;
  const gitLab = fakeGitLab();
  expect(await createProgressReader().look(gitLab, run, false)).toEqual(ok(null));
  expect(gitLab.calls).toEqual([]);
});
