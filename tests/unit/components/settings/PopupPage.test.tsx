// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { PopupPage } from '../../../../components/popup/PopupPage.tsx';
import type { TabState } from '../../../../utils/sites/tabStateOf.ts';
import { aRun } from '../../messages/aRun.ts';
import { aGreen } from '../../runs/untilGreen/aGreen.ts';
import { sampleOutcome } from '../samples.ts';
import { clear, settle, show } from '../show.tsx';

vi.mock('#i18n', () => import('../words.ts'));
afterEach(clear);

const onAdd = vi.fn<() => void>();
const onHistory = vi.fn<() => void>();
const onSettings = vi.fn<() => void>();

const onSeen = vi.fn<(ids: string[]) => void>();
const onStop = vi.fn<(runId: string) => void>();

function popup(tab: TabState, ready: boolean, runs = [aRun()], unseen: string[] = []) {
  return show(
    <PopupPage {...{ tab, ready, runs, unseen, onSeen, onStop, onAdd, onSettings, onHistory }} />,
  );
}

test('with nothing set up it leads to the settings', async () => {
  const root = await popup({ kind: 'other' }, false, []);
  root.querySelector('button')?.click();
  expect(onSettings).toHaveBeenCalledTimes(1);
  expect(root.querySelector('ul')).toBeNull();
});

test('on a GitLab that is not switched on it offers to add it', async () => {
  const tab = { kind: 'addable', host: 'git.acme.test', root: 'https://git.acme.test' } as const;
  const root = await popup(tab, true);
  expect(root.textContent).toContain('git.acme.test');
  root.querySelector<HTMLElement>('.primary')?.click();
  expect(onAdd).toHaveBeenCalledTimes(1);
});

test('runs tell state, title and project, and lead to their page', async () => {
  const root = await popup({ kind: 'on' }, true, [
    aRun({ state: 'finished', finishedAt: '2026-11-21T08:01:35.000Z' }),
    aRun({ id: 'two', page: { type: 'merge_request', iid: 34, title: 'Add vouchers' } }),
  ]);
  const [two, one] = root.querySelectorAll('li');
  expect(one?.textContent).toContain('Finished');
  expect(one?.textContent).toContain('1 min 35 s');
  expect(one?.textContent).toContain('acme/webshop #12');
  expect([one, two].map((item) => item?.querySelector('a')?.href)).toEqual([
    'https://gitlab.com/acme/webshop/-/issues/12',
    'https://gitlab.com/acme/webshop/-/merge_requests/34',
  ]);
});

test('what goes on stands first; cost, outcome and the sum of the month are told', async () => {
  const now = new Date().toISOString();
  const root = await popup({ kind: 'on' }, true, [
    aRun({ state: 'finished', finishedAt: now, outcome: sampleOutcome({ costUsd: 1.5 }) }),
    aRun({ id: 'two', state: 'running' }),
  ]);
  const states = [...root.querySelectorAll<HTMLElement>('li')].map((row) => row.dataset['state']);
  expect(states).toEqual(['running', 'finished']);
  expect(root.textContent).toContain('Answered');
  expect(root.textContent).toContain('$1.50 today · $1.50 this month');
  root.querySelector<HTMLElement>('[data-testid="history"]')?.click();
  expect(onHistory).toHaveBeenCalledTimes(1);
});

test('what waits stands first: plans to approve, then results until they are looked at', async () => {
  const ended = { state: 'finished', outcome: sampleOutcome() } as const;
  const runs = [
    aRun({ id: 'one', ...ended }),
    aRun({ id: 'two', ...ended }),
    aRun({ id: 'plan', mode: 'plan', ...ended, createdAt: new Date().toISOString() }),
    aRun({ id: 'old', ...ended }),
  ];
  const root = await popup({ kind: 'on' }, true, runs, ['one', 'two']);
  const waiting = () =>
    [...root.querySelectorAll<HTMLElement>('[data-testid="run-row"]')].map(
      ({ dataset }) => dataset['waiting'] ?? '',
    );
  expect(waiting()).toEqual(['plan', 'result', 'result', '']);
  expect(root.querySelector('li')?.textContent).toContain('Plan to approve');
  const link = root.querySelectorAll('a')[1];
  link?.addEventListener('click', (event) => event.preventDefault());
  link?.click();
  await settle();
  expect(waiting()).toEqual(['plan', 'result', '', '']);
  root.querySelector<HTMLElement>('[data-testid="inbox-seen"]')?.click();
  await settle();
  expect(waiting()).toEqual(['plan', '', '', '']);
  expect(root.querySelector('[data-testid="inbox-seen"]')).toBeNull();
  expect(onSeen.mock.calls).toEqual([[['one']], [['two']]]);
});

test('what goes on until green can be stopped from here, by one press that names it', async () => {
  const green = aRun({ id: 'g', state: 'finished', untilGreen: aGreen({ phase: 'fixing' }) });
  const ended = aRun({ id: 'e', state: 'finished', untilGreen: aGreen({ phase: 'ended' }) });
  const root = await popup({ kind: 'on' }, true, [green, ended, aRun({ id: 'plain' })]);
  const stops = [...root.querySelectorAll<HTMLElement>('[data-testid="run-stop"]')];
  expect(stops.map((stop) => stop.getAttribute('aria-label'))).toEqual([
    `Stop “Until green”: ${green.page.title}`,
  ]);
  stops[0]?.click();
  expect(onStop.mock.calls).toEqual([['g']]);
});
