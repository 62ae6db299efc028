// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ThreadTicks } from '../../../components/ask/evidence/ThreadTicks.tsx';
import { consequenceOf } from '../../../components/ask/send/consequenceOf.ts';
import { failureWords } from '../../../components/ui/failureWords.ts';
import { ThreadOutcomes } from '../../../components/runs/ThreadOutcomes.tsx';
import { MOST_THREADS } from '../../../utils/context/OpenThread.ts';
import type { PreviewThreads } from '../../../utils/preview/Preview.ts';
import type { ThreadOutcome } from '../../../utils/outcome/ThreadOutcome.ts';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import { THREADS_PRESET } from '../../../utils/prompt/presetNames.ts';
import { samplePreview, sampleRun } from './samples.ts';
import { all, clear, click, one, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

const IDS = Array.from({ length: 25 }, (_, index) => String(index).padStart(40, '0'));
const [ONE = '', TWO = ''] = IDS;

function someThreads(ids: readonly string[], more: Partial<PreviewThreads> = {}): PreviewThreads {
  const open = ids.map((id, index) => ({
    id,
    author: 'Mia Hansen',
    place: 'src/voucher.js:13',
    words: 'Must not go below zero.',
    mine: true,
    outdated: index === 1,
    on: false,
  }));
  return { open, earlier: 0, gone: 0, resolves: false, ...more };
}

interface Given {
  threads?: PreviewThreads;
  preset?: string;
  ticked?: string[];
  offered?: boolean;
}

async function shown({ threads, preset = 'ask', ticked = [], offered = true }: Given = {}) {
  const presets = generalPresets('merge_request', 'page');
  const choose = vi.fn<(choice: object) => void>();
  const change = vi.fn<(draft: object) => void>();
  const ask = {
    preset: presets.find(({ name }) => name === preset),
    presets: offered ? presets : [],
    choices: { parts: {}, threads: ticked },
    choose,
    change,
  };
  const drawn = await show(
    <details>
      <ThreadTicks ask={ask} threads={threads ?? someThreads([ONE, TWO])} />
    </details>,
  );
  return { drawn, choose, change, isOpen: drawn.querySelector('details')?.open };
}

describe('the open threads of a merge request', () => {
  test('are a checkbox each, with author, place and first words', async () => {
    const { drawn, isOpen } = await shown();
    expect(all('ask-claude-thread-tick').map((box) => box.getAttribute('data-id'))).toEqual([
      ONE,
      TWO,
    ]);
    expect(drawn.textContent).toContain('Mia Hansensrc/voucher.js:13Must not go below zero.');
    expect(drawn.querySelectorAll('.tag')).toHaveLength(1);
    expect(isOpen).toBe(false);
  });

  test('choose their preset with the first tick', async () => {
    const { choose, change } = await shown();
    const [box] = all('ask-claude-thread-tick');
    if (box) await send(box, click());
    expect(choose).toHaveBeenCalledWith({ threads: [ONE] });
    expect(change).toHaveBeenCalledWith({ preset: THREADS_PRESET });
  });

  test('open by themselves where their preset is chosen, and count what is ticked', async () => {
    const { drawn, isOpen, choose, change } = await shown({
      preset: THREADS_PRESET,
      ticked: [TWO],
    });
    expect(isOpen).toBe(true);
    expect(drawn.textContent).toContain(`1 of ${MOST_THREADS}`);
    const box = all('ask-claude-thread-tick')[1];
    if (box) await send(box, click());
    expect(choose).toHaveBeenCalledWith({ threads: [] });
    expect(change).not.toHaveBeenCalled();
  });

  test('are not ticked for any other preset', async () => {
    await shown({ preset: 'make-change', ticked: [ONE] });
    expect(all('ask-claude-thread-tick')[0]).toHaveProperty('checked', false);
  });

  test('are ticked at once where they are one’s own, up to what one run takes', async () => {
    const { choose } = await shown({ threads: someThreads(IDS) });
    await send(one('ask-claude-my-threads'), click());
    expect(choose).toHaveBeenCalledWith({ threads: IDS.slice(0, MOST_THREADS) });
  });

  test('are no list where changes are not offered', async () => {
    expect((await shown({ offered: false })).drawn.textContent).toBe('');
  });

  test('say what is not listed, what is gone, and whether they are resolved', async () => {
    const threads = someThreads([ONE], { earlier: 1, gone: 2, resolves: true });
    const { drawn } = await shown({ threads, preset: THREADS_PRESET });
    expect(drawn.textContent).toContain('2 threads you selected were resolved or deleted');
    expect(drawn.textContent).toContain('1 older thread isn');
    expect(drawn.textContent).toContain('is resolved when it');
  });
});

test.each<[string, boolean, string]>([
  ['replies', false, 'replies in 2 threads'],
  ['replies and resolves', true, 'replies in 2 threads, resolves if done'],
])('beside Send stands that it %s', (_what, resolves, words) => {
  const threads = someThreads([ONE, TWO], { resolves });
  const open = threads.open.map((thread) => ({ ...thread, on: true }));
  const delivery = { to: 'source_branch', branch: 'feature' } as const;
  const preview = samplePreview({ mode: 'change', delivery, threads: { ...threads, open } });
  const asked = { mode: 'change', inThread: false, preview } as const;
  expect(consequenceOf(asked).words).toBe(`Pushes to feature · ${words}`);
});

test('the words on too many threads name as many as one run takes', () => {
  const { cause } = failureWords({ kind: 'refused', reason: 'too_many_threads' });
  expect(cause).toContain(` ${MOST_THREADS} `);
});

describe('what became of threads', () => {
  const COMMIT = 'a'.repeat(40);
  const done: ThreadOutcome = {
    id: ONE,
    state: 'changed',
    commit: COMMIT,
    replyUrl: `${sampleRun().site}/acme/webshop/-/merge_requests/34#note_1`,
    resolved: true,
    reply: '',
    problem: '',
  };
  const outcome = async (more: Partial<ThreadOutcome>) => {
    const run = sampleRun({ threads: [{ id: ONE, label: 'src/voucher.js:13' }] });
    return show(<ThreadOutcomes run={run} threads={[{ ...done, ...more }]} />);
  };

  test('is a line each: place, commit, reply, resolved', async () => {
    const line = await outcome({});
    expect(line.textContent).toBe('src/voucher.js:13CommittedaaaaaaaaRepliedResolved');
    const hrefs = [...line.querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(hrefs).toEqual([expect.stringContaining(`/-/commit/${COMMIT}`), done.replyUrl]);
  });

  test.each<[Partial<ThreadOutcome>, string]>([
    [{ commit: null }, 'Not pushed, kept as a patch'],
    [{ state: 'nothing_to_do', commit: null }, 'Nothing to do'],
    [{ state: 'open', commit: null }, 'Needs a decision'],
    [{ state: 'unfinished', commit: null, replyUrl: null }, 'Not reached'],
    [{ state: 'gone', commit: null, replyUrl: null }, 'Deleted'],
  ])('%j is told', async (more, words) => {
    expect((await outcome({ ...more, resolved: false })).textContent).toContain(words);
  });

  test('a reply that was not posted is told with why, and can be read', async () => {
    const line = await outcome({ replyUrl: null, reply: 'I **did** it.', problem: 'GitLab 403' });
    expect(line.textContent).toContain('Not replied');
    expect(line.textContent).toContain('GitLab 403');
    expect(line.querySelector('strong')?.textContent).toBe('did');
  });
});
