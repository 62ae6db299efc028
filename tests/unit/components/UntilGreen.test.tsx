// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Preview } from '../../../utils/preview/Preview.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { USUAL_LIMITS, type UntilGreen } from '../../../utils/runs/untilGreen/UntilGreen.ts';
import { aGreen } from '../runs/untilGreen/aGreen.ts';
import { fakeBackground } from './fakeBackground.ts';
import { openPanel } from './openPanel.tsx';
import { PAGE, sampleOutcome, samplePreview, sampleRun } from './samples.ts';
import { all, clear, click, one, send, settle } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));

const TICK = 'ask-claude-until-green-tick';
let background: ReturnType<typeof fakeBackground>;
beforeEach(() => {
  background = fakeBackground();
});
afterEach(clear);

async function open(preset: string, preview: Partial<Preview> = {}, runs: Run[] = []) {
  background.state.draft = { words: 'Mend it.', preset };
  background.state.preview = () => ({ ok: true, value: samplePreview(preview) });
  await openPanel(background.call, { runs });
}
const tick = () => one(TICK) as HTMLInputElement;
const sent = () => background.requestsOf('send').at(-1);
const green = (more: Partial<UntilGreen>) => [
  sampleRun({ state: 'finished', outcome: sampleOutcome(), untilGreen: aGreen(more) }),
];
const steps = () => [...document.querySelectorAll('.until-green li')];

describe('the tick beside Send', () => {
  test('goes along with this one ask, within its limits, and is gone after it', async () => {
    await open('implement-issue', { mode: 'change' });
    await send(tick(), click());
    await send(one('ask-claude-send'), click());
    expect(sent()).toMatchObject({ untilGreen: USUAL_LIMITS });
    expect(tick().checked).toBe(false);
  });

  test('is off until it is pressed', async () => {
    await open('implement-issue', { mode: 'change' });
    await send(one('ask-claude-send'), click());
    expect(sent()).not.toHaveProperty('untilGreen');
  });

  test('takes other limits; where a field is no number that can be, the usual one holds', async () => {
    await open('implement-issue', { mode: 'change' });
    await send(tick(), click());
    const fields = [...document.querySelectorAll<HTMLInputElement>('.until-green-limits input')];
    for (const [index, value] of ['3', '900000', ''].entries()) {
      const field = fields[index];
      if (!field) throw new Error(`There is no field ${index}.`);
      field.value = value;
      await send(field, new Event('input', { bubbles: true }));
    }
    await send(one('ask-claude-send'), click());
    expect(sent()).toMatchObject({ untilGreen: { ...USUAL_LIMITS, asks: 3 } });
  });

  test.each<[string, Partial<Preview>]>([
    ['last press in the extension', { confirm: 'other_user' }],
    ['project’s own job', { ours: false }],
    ['nothing is pushed', { delivery: { to: 'patch', why: 'fork' } }],
  ])('cannot be set, and says why: %s', async (_, preview) => {
    await open('implement-issue', { mode: 'change', ...preview });
    expect(tick().disabled).toBe(true);
    expect(document.getElementById('ask-claude-until-green-why')?.textContent).toMatch(
      /^Not available here/,
    );
  });

  test('says beside it that nothing is sent while the browser is closed', async () => {
    await open('implement-issue', { mode: 'change' });
    expect(document.getElementById('ask-claude-until-green-why')?.textContent).toContain(
      'Nothing is sent while this browser is closed.',
    );
  });

  test('is not there for what changes nothing', async () => {
    await open('ask');
    expect(all(TICK)).toEqual([]);
  });
});

describe('in the run', () => {
  test('how far it is stands there, and one press stops it', async () => {
    await open('ask', {}, green({ phase: 'fixing', fixes: ['fix'], spentUsd: 0.42 }));
    expect(steps().map(({ textContent }) => textContent)).toEqual([
      'Pushed',
      'Failed',
      'Fixing',
      'Green',
    ]);
    expect(document.querySelector('.until-green [aria-current]')?.textContent).toBe('Fixing');
    expect(one('ask-claude-until-green').textContent).toContain('1 of 2 more requests');
    await send(one('ask-claude-until-green-stop'), click());
    expect(background.requestsOf('stopUntilGreen')).toEqual([{ runId: 'run-1' }]);
  });

  test('a press that no person made stops nothing', async () => {
    await open('ask', {}, green({ phase: 'pushed' }));
    one('ask-claude-until-green-stop').click();
    await settle();
    expect(background.requestsOf('stopUntilGreen')).toEqual([]);
  });

  test('what ended it stands there, and there is nothing to stop', async () => {
    await open('ask', {}, green({ phase: 'ended', end: 'moved' }));
    expect(one('ask-claude-until-green').textContent).toContain('Someone else pushed');
    expect(all('ask-claude-until-green-stop')).toEqual([]);
    expect(steps()).toEqual([]);
  });

  test('where nothing failed on the way, nothing is said to have', async () => {
    await open('ask', {}, green({ phase: 'ended', end: 'green' }));
    expect(steps().map(({ textContent }) => textContent)).toEqual(['Pushed', 'Green']);
  });
});

test('on the page that it pushes to, a run says where it was asked from, and can be stopped but not gone on with', async () => {
  const [run] = green({ phase: 'pushed' });
  await open('ask', {}, run ? [{ ...run, elsewhere: true }] : []);
  const link = one('ask-claude-run').querySelector<HTMLAnchorElement>('.run-note a');
  expect([link?.textContent, link?.href]).toEqual([
    'Asked from: Cart total ignores quantities',
    `${PAGE.site}/acme/webshop/-/issues/12`,
  ]);
  expect(all('ask-claude-continue')).toEqual([]);
  await send(one('ask-claude-until-green-stop'), click());
  expect(background.requestsOf('stopUntilGreen')).toEqual([{ runId: 'run-1' }]);
});
