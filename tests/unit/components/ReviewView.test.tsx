// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { ReviewView } from '../../../components/runs/review/ReviewView.tsx';
import { ArmedButton } from '../../../components/ui/ArmedButton.tsx';
import type { Run } from '../../../utils/runs/Run.ts';
import { OTHER_DRAFTS, REVIEW, REVIEW_DONE } from '../../gallery/reviewData.ts';
import { fakeBackground } from './fakeBackground.ts';
import { sampleRun } from './samples.ts';
import { all, clear, click, one, send, show, type } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

async function review(
  state: Partial<ReturnType<typeof fakeBackground>['state']> = {},
  more: { run?: Partial<Run>; open?: boolean } = {},
) {
  const background = fakeBackground();
  Object.assign(background.state, { review: REVIEW, ...state });
  const { run, open = true } = more;
  await show(
    <ReviewView
      call={background.call}
      run={sampleRun(run)}
      count={4}
      open={open}
      ArmedButton={ArmedButton}
    />,
  );
  return { asked: background.requestsOf };
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
