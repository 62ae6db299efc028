// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { AskState } from '../../../components/ask/hooks/useAsk.ts';
import type { Propose } from '../../../components/runs/useProposal.ts';
import { ReviewView } from '../../../components/runs/review/ReviewView.tsx';
import { ArmedButton } from '../../../components/ui/ArmedButton.tsx';
import { POST_REVIEW, presetsFor } from '../../../utils/prompt/presets.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { BOT_POSTED, OTHER_DRAFTS, REVIEW, REVIEW_DONE } from '../../gallery/reviewData.ts';
import { fakeBackground } from './fakeBackground.ts';
import { sampleRun } from './samples.ts';
import { all, clear, click, one, send, show, type } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

async function review(
  state: Partial<ReturnType<typeof fakeBackground>['state']> = {},
  more: {
    run?: Partial<Run>;
    open?: boolean;
    ask?: Pick<AskState, 'preset' | 'change' | 'runs'>;
    onPropose?: Propose;
  } = {},
) {
  const background = fakeBackground();
  Object.assign(background.state, { review: REVIEW, ...state });
  const { run, open = true, ask, onPropose } = more;
  const draw = (runs: readonly Run[] = []) =>
    show(
      <ReviewView
        call={background.call}
        run={sampleRun(run)}
        count={4}
        open={open}
        ask={ask ?? { preset: undefined, change: () => undefined, runs }}
        onPropose={onPropose}
        ArmedButton={ArmedButton}
      />,
    );
  await draw();
  return { asked: background.requestsOf, answers: background.state, draw };
}

test('findings stand in their order, with what speaks against some set aside', async () => {
  await review();
  expect(all('ask-claude-finding').map(({ dataset }) => dataset['doubt'] ?? '')).toEqual([
    '',
    '',
    'said',
    'not_in_diff',
  ]);
  expect(one('ask-claude-aside').textContent).toContain('mia');
});

test('a tick and changed words are told to the background as they are made', async () => {
  const { asked } = await review();
  const [box] = all('ask-claude-finding-on');
  if (!(box instanceof HTMLInputElement)) throw new Error('no box');
  box.checked = false;
  await send(box, new Event('change', { bubbles: true }));
  const [edit] = all('ask-claude-finding-edit');
  if (edit) await send(edit, click());
  await type('Mine.', 'ask-claude-finding-text');
  expect(asked('chooseFinding')).toEqual([
    { runId: 'run-1', key: '0', choice: { on: false } },
    { runId: 'run-1', key: '0', choice: { text: 'Mine.' } },
  ]);
});

test('publishing names the head that was seen; drafts of the user’s own are asked about first', async () => {
  const { asked } = await review({ publishing: OTHER_DRAFTS });
  await send(one('ask-claude-publish'), click());
  await send(one('ask-claude-publish'), click());
  expect(asked('publishReview')).toEqual([
    { runId: 'run-1', seen: 'c0ffee', withOthers: false },
    { runId: 'run-1', seen: 'c0ffee', withOthers: true },
  ]);
});

test('what fails is said, and what was made until then is read again', async () => {
  const { asked } = await review();
  await send(one('ask-claude-publish'), click());
  expect(one('ask-claude-error').dataset['kind']).toBe('network');
  expect(asked('readReview')).toHaveLength(2);
});

test('a click that a script made up publishes nothing', async () => {
  const { asked } = await review();
  await send(one('ask-claude-publish'), new MouseEvent('click', { bubbles: true }), false);
  expect(asked('publishReview')).toEqual([]);
});

test('what was published cannot be published again; fixed threads are resolved by one press', async () => {
  const { asked } = await review({ review: REVIEW_DONE });
  expect(all('ask-claude-publish')).toEqual([]);
  await send(one('ask-claude-resolve-fixed'), click());
  expect(asked('resolveFixed')).toHaveLength(1);
});

test('a private review stays here, and an older one is read when that is wanted', async () => {
  await review({}, { run: { private: true } });
  expect(all('ask-claude-publish')).toEqual([]);
  await clear();
  const { asked } = await review({}, { run: { id: 'older' }, open: false });
  expect(asked('readReview')).toEqual([]);
});

test('the bot’s way makes an ask of a press by a person, and fires nothing', async () => {
  const onPropose = vi.fn<Propose>();
  const { asked } = await review({}, { onPropose });
  await send(one('ask-claude-bot-review'), click(), false);
  expect(onPropose).not.toHaveBeenCalled();
  await send(one('ask-claude-bot-review'), click());
  expect(onPropose.mock.calls).toEqual([
    [undefined, { preset: 'post-review', continues: 'run-1', focus: 'send' }],
  ]);
  expect([...asked('publishReview'), ...asked('send')]).toEqual([]);
});

test('the bot’s way is not offered where nothing can be asked, or nothing is left to post', async () => {
  await review();
  expect(all('ask-claude-bot-review')).toEqual([]);
  clear();
  const items = REVIEW.ok ? REVIEW.value.items.map((item) => ({ ...item, on: false })) : [];
  const off = REVIEW.ok ? { ...REVIEW, value: { ...REVIEW.value, items } } : REVIEW;
  await review({ review: off }, { onPropose: vi.fn<Propose>() });
  expect(all('ask-claude-bot-review')).toEqual([]);
});

async function untick(): Promise<void> {
  const [box] = all('ask-claude-finding-on');
  if (box) await send(box, new Event('change', { bubbles: true }));
}

test('a tick that is changed takes back what was asked of the bot, and no other ask', async () => {
  const change = vi.fn<AskState['change']>();
  const [other] = presetsFor('merge_request', 'page');
  await review({}, { ask: { preset: other, change, runs: [] } });
  await untick();
  expect(change).not.toHaveBeenCalled();
  clear();
  await review({}, { ask: { preset: POST_REVIEW, change, runs: [] } });
  await untick();
  expect(change.mock.calls).toEqual([[{ preset: '', continues: '' }]]);
});

const bot = (more: Partial<Run>) => [sampleRun({ id: 'bot', preset: 'post-review', ...more })];

test('what the bot has posted is shown as said once its run has ended, however it ended', async () => {
  const { asked, answers, draw } = await review({}, { run: { state: 'finished' } });
  await draw(bot({ state: 'running' }));
  await draw([sampleRun({ id: 'other', state: 'finished' }), ...bot({ state: 'running' })]);
  expect(asked('readReview')).toHaveLength(1);
  answers.review = BOT_POSTED;
  await draw(bot({ state: 'finished' }));
  expect(asked('readReview')).toHaveLength(2);
  expect(all('ask-claude-publish')).toEqual([]);
  expect(all('ask-claude-finding').map(({ dataset }) => dataset['doubt'])).toContain('said');
  await draw([...bot({ state: 'failed', id: 'again' }), ...bot({ state: 'finished' })]);
  expect(asked('readReview')).toHaveLength(3);
});

test('what the bot has posted is read once what is under way is done', async () => {
  const { asked, answers, draw } = await review();
  const told = Promise.withResolvers<void>();
  answers.publishing = told.promise.then(() => OTHER_DRAFTS);
  await send(one('ask-claude-publish'), click());
  await draw(bot({ state: 'finished' }));
  expect(asked('readReview')).toHaveLength(1);
  told.resolve();
  await expect.poll(() => asked('readReview').length).toBe(2);
});

test('a comment that is edited while the review is read again keeps its box and its words', async () => {
  const { answers, draw } = await review();
  const [edit] = all('ask-claude-finding-edit');
  if (edit) await send(edit, click());
  const read = Promise.withResolvers<void>();
  answers.review = read.promise.then(() => REVIEW);
  await draw(bot({ state: 'finished' }));
  expect(one('ask-claude-review').getAttribute('aria-busy')).toBe('true');
  expect(one('ask-claude-publish').textContent).not.toContain('Publishing');
  const box = one('ask-claude-finding-text');
  await type('Mine.', 'ask-claude-finding-text');
  read.resolve();
  await expect.poll(() => one('ask-claude-review').getAttribute('aria-busy')).toBe('false');
  expect(one('ask-claude-finding-text')).toBe(box);
  expect(box).toHaveProperty('value', 'Mine.');
});
