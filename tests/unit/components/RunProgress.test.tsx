// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RunList } from '../../../components/runs/RunList.tsx';
import type { Progress } from '../../../utils/outcome/Progress.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { fakeBackground } from './fakeBackground.ts';
import { sampleOutcome, sampleRun } from './samples.ts';
import { all, clear, one, settle, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
afterEach(clear);

const RUNNING = { state: 'running', jobId: 900, jobStatus: 'running', pipelineId: 9 } as const;
const AT_WORK: Progress = {
  stage: 'thinking',
  steps: [
    { kind: 'started', text: 'Claude Code 2' },
    { kind: 'tool', text: 'Read src/cart.js' },
  ],
  stepCount: 9,
  costUsd: 0.02,
  tokens: 48_210,
};

const open = (run: Run) =>
  show(<RunList call={background.call} runs={[run]} onPropose={() => undefined} />);
const tells = (progress: Progress) => {
  background.state.progress = { ok: true, value: progress };
};

test('a run tells what Claude does, and what it has cost so far', async () => {
  tells(AT_WORK);
  await open(sampleRun(RUNNING));
  expect(one('ask-claude-progress').dataset['stage']).toBe('thinking');
  expect(one('ask-claude-progress').textContent).toContain('$0.020');
  expect(one('ask-claude-steps').textContent).toContain('Read src/cart.js');
  expect(one('ask-claude-steps').textContent).toContain('7 earlier steps');
});

test('what Claude says grows where its answer will be, as Markdown, told to no screen reader; before that come its steps', async () => {
  tells({
    ...AT_WORK,
    steps: [
      { kind: 'says', text: 'Let me look.' },
      { kind: 'tool', text: 'Read src/cart.js' },
      { kind: 'says', text: 'The **quantity** is ignored.' },
      { kind: 'tool', text: 'Read test/cart.js' },
    ],
    stepCount: 4,
  });
  await open(sampleRun(RUNNING));
  expect(one('ask-claude-said').querySelector('strong')?.textContent).toBe('quantity');
  expect(one('ask-claude-said').closest('[aria-live], [role="status"]')).toBeNull();
  expect([...one('ask-claude-steps').children].map(({ textContent }) => textContent)).toEqual([
    'Let me look.',
    'Read src/cart.js',
    'Read test/cart.js',
  ]);
  const outcome = sampleOutcome({ answer: 'The quantity is ignored.' });
  await open(sampleRun({ ...RUNNING, outcome }));
  expect(all('ask-claude-said')).toEqual([]);
});

test('a run whose cost is not known yet tells what the model has read', async () => {
  tells({ ...AT_WORK, costUsd: null });
  await open(sampleRun(RUNNING));
  expect(one('ask-claude-progress').textContent).toContain('48K tokens read so far');
});

test('the log is read only on demand, and its colours are nodes', async () => {
  tells({ ...AT_WORK, tail: `\u001b[31mred <b>\u001b[0m plain` });
  await open(sampleRun(RUNNING));
  expect(background.requestsOf('readProgress')).toEqual([{ runId: 'run-1', withLog: false }]);
  const log = one('ask-claude-log');
  if (!(log instanceof HTMLDetailsElement)) throw new Error('not a fold');
  log.open = true;
  log.dispatchEvent(new Event('toggle'));
  await settle();
  expect(background.requestsOf('readProgress')).toContainEqual({ runId: 'run-1', withLog: true });
  expect(one('ask-claude-log-text').innerHTML).toBe(
    '<span style="color: var(--ansi-red);">red &lt;b&gt;</span> plain',
  );
});

test('a run that has ended, or has no job yet, is not asked about', async () => {
  await open(sampleRun({ ...RUNNING, state: 'finished' }));
  await open(sampleRun({ state: 'created' }));
  expect(background.requestsOf('readProgress')).toEqual([]);
});

test('nobody reads while the page is not in front', async () => {
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  await open(sampleRun(RUNNING));
  expect(background.requestsOf('readProgress')).toEqual([]);
  hidden.mockRestore();
});

test('a job that nobody takes for a minute says so, with what it asks for; one in the queue of its page does not', async () => {
  const waiting = { seconds: 75, tags: ['gpu'], runners: 0 };
  tells({ ...AT_WORK, stage: 'starting', steps: [], stepCount: 0, costUsd: null, waiting });
  await open(sampleRun({ ...RUNNING, state: 'waiting', jobStatus: 'pending' }));
  const text = one('ask-claude-no-runner').textContent;
  expect(text).toContain('gpu');
  expect(text).toContain('No such runner is online');
  tells({ ...AT_WORK, waiting: { ...waiting, seconds: 20 } });
  await open(sampleRun({ ...RUNNING, id: 'b', state: 'waiting', jobStatus: 'pending' }));
  expect(all('ask-claude-no-runner')).toEqual([]);
  tells({ ...AT_WORK, steps: [], stepCount: 0 });
  await open(
    sampleRun({ ...RUNNING, id: 'c', state: 'waiting', jobStatus: 'waiting_for_resource' }),
  );
  expect(one('ask-claude-progress').textContent).toContain('Waiting for another run on this page');
});
