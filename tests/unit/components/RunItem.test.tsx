// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RunList } from '../../../components/runs/RunList.tsx';
import type { Run } from '../../../utils/runs/Run.ts';
import { fakeBackground } from './fakeBackground.ts';
import { aGreen } from '../runs/untilGreen/aGreen.ts';
import { PAGE, sampleOutcome, sampleRun } from './samples.ts';
import { all, clear, click, one, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
afterEach(clear);

const open = (...runs: Run[]) =>
  show(<RunList call={background.call} runs={runs} onPropose={() => undefined} />);
const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);

test('shows each run in the order given, with state and pipeline', async () => {
  await open(
    sampleRun({ id: 'b', state: 'running', pipelineId: 9002 }),
    sampleRun({ id: 'a', state: 'finished', pipelineId: 9001 }),
  );
  expect(
    all('ask-claude-run').map(({ dataset }) => [dataset['state'], dataset['pipelineId']]),
  ).toEqual([
    ['running', '9002'],
    ['finished', '9001'],
  ]);
});

const bodies = () => all('ask-claude-run').map((run) => run.querySelector('[hidden]') === null);

test('an older run that has ended is one line, and all of it is a press away', async () => {
  const ran = { state: 'finished', jobId: 9, jobUrl: `${PAGE.site}/-/jobs/9` } as const;
  await open(
    sampleRun({ id: 'b', state: 'running' }),
    sampleRun({ ...ran, id: 'a', outcome: sampleOutcome() }),
    sampleRun({ id: 'c', state: 'waiting' }),
  );
  expect(bodies()).toEqual([true, false, true]);
  expect(one('ask-claude-unfold').textContent).toBe('Why?Answered');
  await send(one('ask-claude-unfold'), click());
  expect(bodies()).toEqual([true, true, true]);
  expect(one('ask-claude-unfold').getAttribute('aria-expanded')).toBe('true');
});

test('one whose pipeline is still looked after stays open: it has the press that stops it', async () => {
  const untilGreen = aGreen({ phase: 'fixing', fixes: ['b'] });
  await open(
    sampleRun({ id: 'b', state: 'running' }),
    sampleRun({ id: 'a', state: 'finished', outcome: sampleOutcome(), untilGreen }),
  );
  expect(all('ask-claude-unfold')).toEqual([]);
});

test('attack: a run that cannot be drawn shows its words and takes no other with it', async () => {
  const outcome = { ...sampleOutcome(), answer: 'Because of rounding.' };
  const broken = {
    ...outcome,
    get deniedTools(): string[] {
      throw new TypeError('from another version');
    },
  };
  await open(
    sampleRun({ id: 'b', state: 'finished', outcome: broken }),
    sampleRun({ id: 'a', state: 'finished', pipelineId: 9001 }),
  );
  const [first, second] = all('ask-claude-run');
  expect(first?.textContent).toContain('Because of rounding.');
  expect(second?.dataset['pipelineId']).toBe('9001');
});

test('tells screen readers four things of a run', async () => {
  const told: (string | null)[] = [];
  const tell = async (run: Partial<Run>) => {
    await open(sampleRun(run));
    const now = texts('[aria-live], [role="status"]').join();
    if (now !== told.at(-1)) told.push(now);
  };
  for (const state of ['sending', 'created', 'waiting', 'running'] as const) await tell({ state });
  await tell({ state: 'finished', outcome: sampleOutcome() });
  expect(told).toEqual(['Sending', 'Waiting for a runner', 'Running', 'Answered']);
});

test('every button of a run names the request that it is for', async () => {
  const ended = { state: 'finished', outcome: sampleOutcome() } as const;
  await open(
    sampleRun({ ...ended, id: 'c', label: 'Why?' }),
    sampleRun({ ...ended, id: 'b', label: '', mode: 'plan', preset: 'suggest-approach' }),
    sampleRun({ state: 'running', id: 'a', label: 'How?' }),
  );
  const names = all('ask-claude-run').map((run) =>
    [...run.querySelectorAll('button')].map(
      (button) => button.getAttribute('aria-label') ?? button.textContent ?? '',
    ),
  );
  expect(names.map(({ length }) => length)).toEqual([5, 7, 2]);
  expect(names[0]?.every((name) => name.endsWith(': Why?'))).toBe(true);
  expect(names[1]?.every((name) => name.includes('Suggest an approach'))).toBe(true);
  expect(names[2]).toEqual(['Cancel: How?', 'Add something: How?']);
});

test('offers to cancel only what is still to end, once, and to people', async () => {
  await open(sampleRun({ state: 'running' }), sampleRun({ id: 'a', state: 'finished' }));
  await send(one('ask-claude-cancel'), click(), false);
  expect(background.requestsOf('cancelRun')).toEqual([]);
  await send(one('ask-claude-cancel'), click());
  expect(background.requestsOf('cancelRun')).toEqual([{ runId: 'run-1' }]);
  await open(sampleRun({ state: 'sending', cancelWanted: true }));
  expect(one('ask-claude-cancel').hasAttribute('disabled')).toBe(true);
});

/** A run that ended at its limit of turns, having said this. */
function cutOff(answer: string) {
  const outcome = sampleOutcome({ kind: 'limit', limit: 'turns', answer });
  return sampleRun({ state: 'finished', outcome });
}

/** A run that is being cancelled for so long. */
function since(minutes: number) {
  return sampleRun({
    state: 'canceling',
    cancelWanted: true,
    jobStatus: 'canceling',
    jobStatusSince: new Date(Date.now() - minutes * 60_000).toISOString(),
  });
}

describe('a run whose runner does not answer the cancel', () => {
  test('can be ended without it after some minutes', async () => {
    await open(since(4));
    await send(one('ask-claude-force-cancel'), click());
    expect(background.requestsOf('forceCancelRun')).toEqual([{ runId: 'run-1' }]);
  });

  test('is left to it before', async () => {
    await open(since(1));
    expect(all('ask-claude-stuck')).toEqual([]);
  });

  test('tells whom GitLab lets do it, where it refuses', async () => {
    background.state.forced = { ok: false, failure: { kind: 'forbidden' } };
    await open(since(4));
    await send(one('ask-claude-force-cancel'), click());
    expect(one('ask-claude-stuck').textContent).toContain('Maintainer');
    expect(one('ask-claude-error').dataset['kind']).toBe('forbidden');
  });
});

test('one that waits for another run of the page does not say that it waits for a runner', async () => {
  await open(sampleRun({ state: 'waiting', jobStatus: 'waiting_for_resource' }));
  expect(one('ask-claude-run').querySelector('.state')?.textContent).toBe(
    'Waiting for another run',
  );
});

test('shows a lost answer while the run is looked for', async () => {
  await open(sampleRun({ failure: { kind: 'answer_lost' } }));
  expect(one('ask-claude-run').querySelector('[data-kind="answer_lost"]')).not.toBeNull();
});

describe('the badge', () => {
  test.each([
    ['answered', 'Answered'],
    ['denied', 'No answer: a tool was refused'],
    ['limit', 'Stopped at a limit'],
    ['nothing', 'No answer'],
  ] as const)('of a run that came to %s is the outcome', async (kind, words) => {
    await open(sampleRun({ state: 'finished', outcome: sampleOutcome({ kind }) }));
    expect(texts('.state')).toEqual([words]);
    expect(document.querySelector<HTMLElement>('.state')?.dataset['outcome']).toBe(kind);
  });
});

const isBefore = (first: Node | null | undefined, second: Node | null | undefined) =>
  first && second && first.compareDocumentPosition(second) === Node.DOCUMENT_POSITION_FOLLOWING;

test('the answer stands before what may follow, and that before log and links', async () => {
  const pipelineUrl = 'https://gitlab.example.com/acme/webshop/-/pipelines/9';
  const ran = { jobId: 900, pipelineId: 9, pipelineUrl } as const;
  await open(sampleRun({ ...ran, state: 'finished', outcome: sampleOutcome() }));
  const order = [
    one('ask-claude-outcome'),
    one('ask-claude-continue'),
    one('ask-claude-log'),
    document.querySelector('.run-links'),
  ];
  expect(order.slice(1).map((node, index) => isBefore(order[index], node))).toEqual([
    true,
    true,
    true,
  ]);
});

describe('the outcome', () => {
  test('holds the answer, and links what was changed', async () => {
    const mergeRequest = {
      iid: 35,
      webUrl: 'https://gitlab.example.com/acme/webshop/-/merge_requests/35',
    };
    const outcome = sampleOutcome({
      kind: 'changed',
      branch: 'claude/issue-12',
      commits: ['4b66bf81044a2d318cc07150a72f5c4721b9635d'],
      mergeRequest,
      deniedTools: ['Bash'],
      limit: 'turns',
    });
    await open(sampleRun({ state: 'finished', mode: 'change', outcome }));
    expect(one('ask-claude-outcome').dataset['outcome']).toBe('changed');
    expect(one('ask-claude-outcome').textContent).toContain(outcome.answer);
    const links = [...one('ask-claude-outcome').querySelectorAll('a')].map(({ href }) => href);
    expect(links).toEqual([
      mergeRequest.webUrl,
      'https://gitlab.example.com/acme/webshop/-/tree/claude/issue-12',
      'https://gitlab.example.com/acme/webshop/-/commit/4b66bf81044a2d318cc07150a72f5c4721b9635d',
    ]);
    expect(texts('.cost')).toEqual(['about 4 cents']);
    expect(all('ask-claude-post')).toEqual([]);
  });

  test('says that changes without a branch are a patch', async () => {
    const outcome = sampleOutcome({ kind: 'changed', branch: null });
    await open(sampleRun({ state: 'finished', mode: 'change', outcome }));
    expect(one('ask-claude-outcome').textContent).toContain('patch');
  });

  test('of a limit offers to go on only where something was said', async () => {
    await open(cutOff(''));
    expect(one('ask-claude-next').textContent).not.toMatch(/Follow up/);
    expect(all('ask-claude-continue')).toEqual([]);
    await open(cutOff('So far: two files.'));
    expect(one('ask-claude-next').textContent).toMatch(/Follow up to continue/);
    expect(all('ask-claude-continue')).toHaveLength(1);
  });

  test('of a page can be posted, by people', async () => {
    await open(sampleRun({ state: 'finished', outcome: sampleOutcome() }));
    await send(one('ask-claude-post'), click(), false);
    expect(background.requestsOf('postAnswer')).toEqual([]);
    await send(one('ask-claude-post'), click());
    expect(background.requestsOf('postAnswer')).toEqual([{ runId: 'run-1' }]);
    expect(all('ask-claude-post')).toEqual([]);
  });

  test('that is private is not offered for posting', async () => {
    await open(sampleRun({ state: 'finished', private: true, outcome: sampleOutcome() }));
    expect(all('ask-claude-post')).toEqual([]);
    expect(one('ask-claude-run').textContent).toContain('Private');
  });

  test('of a thread was written back by the job, and is offered only where that failed', async () => {
    const asked = { state: 'finished', discussionId: 'a'.repeat(40) } as const;
    await open(sampleRun({ ...asked, outcome: sampleOutcome() }));
    expect(all('ask-claude-post')).toEqual([]);
    await open(sampleRun({ ...asked, outcome: sampleOutcome({ errors: ['The reply failed.'] }) }));
    expect(all('ask-claude-post')).toHaveLength(1);
  });

  test('that the job has posted is not offered again', async () => {
    const outcome = sampleOutcome({ noteUrl: 'https://gitlab.example.com/a/b/-/issues/12#note_1' });
    await open(sampleRun({ state: 'finished', outcome }));
    expect(all('ask-claude-post')).toEqual([]);
  });
});
