import { expect, test } from 'vitest';
import { checkSend } from '../../../utils/runs/checkSend.ts';
import { isSettled } from '../../../utils/runs/isSettled.ts';
import { PAGE } from '../components/samples.ts';
import { aRun } from '../fakes/aRun.ts';
import { aStoredPreview } from '../fakes/aStoredPreview.ts';

const send = { previewId: 'preview-1', acceptedJobs: false, acceptedRef: false };
const unprotected = { name: 'main', kind: 'default' as const, unprotected: true, uncertain: false };

test('a preview without anything in its way may be sent', () => {
  expect(checkSend(aStoredPreview(), send, PAGE, [aRun({ id: 'another' })])).toBeNull();
});

test('attack: what wants a last press in a window of ours is sent by no other', () => {
  const change = aStoredPreview({ confirm: 'other_user' });
  expect(checkSend(change, send, PAGE, [])).toEqual({ kind: 'refused', reason: 'not_confirmed' });
  expect(checkSend(change, { ...send, confirmed: true }, PAGE, [])).toBeNull();
});

test('what was sent is not sent again', () => {
  const sending = aRun({ id: 'ask-1', state: 'sending' });
  expect(checkSend(aStoredPreview(), send, PAGE, [sending])).toMatchObject({
    reason: 'on_its_way',
  });
  const lost = aRun({ id: 'ask-1', state: 'lost' });
  expect(checkSend(aStoredPreview(), send, PAGE, [lost])).toMatchObject({ reason: 'already_sent' });
});

test.each([
  { ...PAGE, site: 'https://other.test' },
  { ...PAGE, projectPath: 'acme/legacy' },
  { ...PAGE, type: 'merge_request' as const },
  { ...PAGE, iid: 13 },
])('a preview of another page is not sent from %j', (page) => {
  expect(checkSend(aStoredPreview(), send, page, [])).toMatchObject({ reason: 'other_page' });
});

test('a preview’s own failure is told', () => {
  const failure = { kind: 'no_ci_file' as const };
  expect(checkSend(aStoredPreview({ failure }), send, PAGE, [])).toEqual(failure);
});

test('an unprotected branch and other jobs each want their tick', () => {
  const open = aStoredPreview({ ref: unprotected });
  expect(checkSend(open, send, PAGE, [])).toEqual({
    kind: 'refused',
    reason: 'ref_not_accepted',
    subject: 'main',
  });
  expect(checkSend(open, { ...send, acceptedRef: true }, PAGE, [])).toBeNull();
  const otherJobs = [{ name: 'test', certain: true }];
  const withJobs = aStoredPreview({ otherJobs });
  expect(checkSend(withJobs, { ...send, acceptedRef: true }, PAGE, [])).toEqual({
    kind: 'refused',
    reason: 'jobs_not_accepted',
  });
  expect(checkSend(withJobs, { ...send, acceptedJobs: true }, PAGE, [])).toBeNull();
});

test('a draft is settled once it is known what became of its ask', () => {
  const runs = [aRun({ id: 'a', state: 'sending' }), aRun({ id: 'b', state: 'created' })];
  expect(['a', 'b', 'c'].map((id) => isSettled(id, runs))).toEqual([false, true, false]);
});
