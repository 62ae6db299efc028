// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { CopyAsk } from '../../../../../components/setup/doctor/CopyAsk.tsx';
import { clear, click, one, send, show } from '../../show.tsx';

vi.mock('#i18n', () => import('../../words.ts'));

const WORDS = 'Mend this.\n\n    3: only: [main] (test)';
const status = () => document.querySelector('[role="status"]')?.textContent;

function clipboard(writeText: (text: string) => Promise<void>): void {
  vi.stubGlobal('navigator', { clipboard: { writeText } });
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await clear();
});

test('one press copies the words of the ask, and says where they belong', async () => {
  const written: string[] = [];
  clipboard(async (text) => void written.push(text));
  await show(<CopyAsk words={WORDS} />);
  expect(status()).toBe('');
  await send(one('ask-claude-doctor-copy'), click());
  expect(written).toEqual([WORDS]);
  expect(status()).toMatch(/^Copied\. Paste it into Claude/);
});

test('a browser that forbids it is not said to have copied', async () => {
  clipboard(() => Promise.reject(new Error('not allowed')));
  await show(<CopyAsk words={WORDS} />);
  await send(one('ask-claude-doctor-copy'), click());
  expect(status()).toBe('The browser did not allow copying.');
});

test('a second press that succeeds takes the first one’s failure back', async () => {
  const write = vi.fn<(text: string) => Promise<void>>();
  write.mockRejectedValueOnce(new Error('not allowed')).mockResolvedValueOnce();
  clipboard(write);
  await show(<CopyAsk words={WORDS} />);
  await send(one('ask-claude-doctor-copy'), click());
  await send(one('ask-claude-doctor-copy'), click());
  expect(status()).toMatch(/^Copied/);
});

test('attack: a page cannot press it', async () => {
  const written: string[] = [];
  clipboard(async (text) => void written.push(text));
  await show(<CopyAsk words={WORDS} />);
  await send(one('ask-claude-doctor-copy'), click(), false);
  expect([written, status()]).toEqual([[], '']);
});
