// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { OutcomeView } from '../../../components/runs/OutcomeView.tsx';
import { ArmedButton } from '../../../components/ui/ArmedButton.tsx';
import { asSuggestion } from '../../../components/ui/markdown/CodeBlock.tsx';
import type { Outcome } from '../../../utils/outcome/Outcome.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { fakeBackground } from './fakeBackground.ts';
import { sampleOutcome, sampleRun } from './samples.ts';
import { all, clear, click, one, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

const PROJECT = 'https://gitlab.example.com/acme/webshop/-';
const SHA = '4b66bf81044a2d318cc07150a72f5c4721b9635d';
const MERGE_REQUEST = { type: 'merge_request', iid: 34, title: 'Add vouchers' } as const;

async function answer(text: string, more: { run?: Partial<Run>; outcome?: Partial<Outcome> } = {}) {
  const outcome = sampleOutcome({ answer: text, ...more.outcome });
  await show(
    <OutcomeView
      call={fakeBackground().call}
      run={sampleRun(more.run)}
      outcome={outcome}
      open
      ArmedButton={ArmedButton}
    />,
  );
}
const links = () =>
  [...document.querySelectorAll<HTMLAnchorElement>('.markdown a')].map(({ textContent, href }) => [
    textContent,
    href,
  ]);

test.each([
  ['See src/cart.js:14.', 'src/cart.js:14', 'blob/HEAD/src/cart.js#L14'],
  ['(`src/cart.js:14-20`)', 'src/cart.js:14-20', 'blob/HEAD/src/cart.js#L14-20'],
])('a path with its line in %s leads to the file', async (text, words, address) => {
  await answer(text);
  expect(links()).toEqual([[words, `${PROJECT}/${address}`]]);
});

test('after a change it leads to what was committed', async () => {
  await answer('src/cart.js:14', { outcome: { kind: 'changed', commits: [SHA] } });
  expect(links()).toEqual([['src/cart.js:14', `${PROJECT}/blob/${SHA}/src/cart.js#L14`]]);
});

test.each([
  ['a time', 'At 10:30 it failed.'],
  ['a host with its port', 'Open http://localhost:3000'],
  ['a path that leads upwards', '../../admin.js:1'],
  ['a path without a line', 'src/cart.js'],
])('%s is no path with a line', async (_what, text) => {
  await answer(text);
  expect(links().filter(([, href]) => href?.includes('/blob/'))).toEqual([]);
});

test('a path leads to the commit that was read', async () => {
  await answer('src/cart.js:14', { run: { page: MERGE_REQUEST }, outcome: { readCommit: SHA } });
  expect(links()).toEqual([['src/cart.js:14', `${PROJECT}/blob/${SHA}/src/cart.js#L14`]]);
});

test('where the page shows the line in its diff, pointer and focus mark it, and a press brings it', async () => {
  const did: string[] = [];
  globalThis.askClaudeLine = (path, line) =>
    line === 14
      ? {
          bring: () => void did.push(`bring ${path}`),
          mark: () => {
            did.push('mark');
            return () => void did.push('unmark');
          },
        }
      : null;
  await answer('src/cart.js:14, src/cart.js:99', {
    run: { page: MERGE_REQUEST },
    outcome: { readCommit: SHA },
  });
  const [shown, other] = [...document.querySelectorAll<HTMLAnchorElement>('.markdown a')];
  await send(shown as Element, new FocusEvent('focus'));
  await send(shown as Element, new FocusEvent('blur'));
  expect(did).toEqual(['mark', 'unmark']);
  const press = new MouseEvent('click', { bubbles: true, cancelable: true });
  await send(shown as Element, press);
  expect([did.at(-1), press.defaultPrevented]).toEqual(['bring src/cart.js', true]);
  let followed = false;
  other?.addEventListener('click', (event) => {
    followed = !event.defaultPrevented;
    event.preventDefault();
  });
  await send(other as Element, new MouseEvent('click', { bubbles: true, cancelable: true }));
  expect(followed).toBe(true);
  globalThis.askClaudeLine = undefined;
});

test('on a merge request, where nobody said which version was read, the path stays words', async () => {
  await answer('src/cart.js:14', { run: { page: MERGE_REQUEST } });
  expect(links()).toEqual([]);
});

test('a long answer is folded, until it is wanted or gets the focus', async () => {
  await answer(`${'A line.\n\n'.repeat(80)}[The end](https://example.com)`);
  expect(one('ask-claude-answer').dataset['folded']).toBe('true');
  await send(one('ask-claude-whole-answer'), click());
  expect(one('ask-claude-answer').dataset['folded']).toBeUndefined();
  await clear();
  await answer(`${'A line.\n\n'.repeat(80)}[The end](https://example.com)`);
  const end = document.querySelector('.markdown a') as HTMLElement;
  await send(end, new FocusEvent('focusin', { bubbles: true }));
  expect(one('ask-claude-answer').dataset['folded']).toBeUndefined();
  await clear();
  await answer('Short.');
  expect(all('ask-claude-whole-answer')).toEqual([]);
});

test('code has the colours of its language', async () => {
  await answer('```js\nreturn 1; // done\n```');
  const pieces = [...document.querySelectorAll('pre span')].map(
    ({ className, textContent }) => `${className} ${textContent}`,
  );
  expect(pieces).toEqual(['code-keyword return', 'code-number 1', 'code-comment // done']);
});

test('code in a thread of a merge request is copied as a suggestion', async () => {
  const written: string[] = [];
  vi.stubGlobal('navigator', {
    clipboard: { writeText: async (text: string) => void written.push(text) },
  });
  await answer('```js\nreturn 1;\n```', { run: { page: MERGE_REQUEST, discussionId: SHA } });
  const [button] = all('ask-claude-copy');
  expect(button?.title).toBe('Copy as suggestion');
  await send(button as HTMLElement, click());
  vi.unstubAllGlobals();
  expect(written).toEqual(['```suggestion:-0+0\nreturn 1;\n```\n']);
  expect(all('ask-claude-copy')[0]?.title).toBe('Copied');
});

test('a suggestion’s fence is longer than any in its code', () => {
  expect(asSuggestion('````\n')).toBe('`````suggestion:-0+0\n````\n`````\n');
});
