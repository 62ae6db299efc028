import { expect, test } from 'vitest';
import {
  threadOutcomesOf,
  writtenThread,
  type ThreadOutcome,
} from '../../../utils/outcome/ThreadOutcome.ts';
import { boundOutcome } from '../../../utils/outcome/boundOutcome.ts';
import { NO_OUTCOME } from '../../../utils/outcome/noOutcome.ts';

const THREAD: ThreadOutcome = {
  id: '1'.repeat(40),
  state: 'changed',
  commit: 'a'.repeat(40),
  replyUrl: 'https://git.test/acme/webshop/-/merge_requests/34#note_1',
  resolved: true,
  reply: '',
  problem: '',
};

test('what the job writes of a thread is read as it was', () => {
  expect(threadOutcomesOf([writtenThread(THREAD)])).toEqual([THREAD]);
  expect(threadOutcomesOf(undefined)).toBeNull();
});

test.each([null, 'x', {}, { id: 'x' }, { id: 7 }])('%j is no thread', (value) => {
  expect(threadOutcomesOf([value])).toEqual([]);
});

test('what has no form claims nothing', () => {
  const odd = {
    id: THREAD.id,
    state: 'merged',
    commit: '--x',
    resolved: 'yes',
    reply: 'x'.repeat(20_001),
  };
  expect(threadOutcomesOf([odd])).toEqual([
    {
      ...THREAD,
      state: 'failed',
      commit: null,
      replyUrl: null,
      resolved: false,
      reply: 'x'.repeat(20_000),
    },
  ]);
});

test('a reply elsewhere than on the site is not linked', () => {
  const threads = [THREAD, { ...THREAD, replyUrl: 'https://evil.test/' }];
  const bound = boundOutcome({ ...NO_OUTCOME, threads }, 'https://git.test');
  expect(bound.threads?.map(({ replyUrl }) => replyUrl)).toEqual([THREAD.replyUrl, null]);
});
