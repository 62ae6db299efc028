// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { ConfirmPage } from '../../../../components/confirm/ConfirmPage.tsx';
import { samplePreview } from '../samples.ts';
import { clear, click, one, send, settle, show } from '../show.tsx';

vi.mock('#i18n', () => import('../words.ts'));
afterEach(clear);

const close = vi.fn<() => void>();
const preview = samplePreview({ mode: 'change', confirm: 'other_user' });
const asked = { preview, tokenUser: 'release-bot' };

async function page(confirm: () => Promise<boolean>, armMs = 0): Promise<HTMLElement> {
  const root = await show(<ConfirmPage {...{ asked, confirm, close, armMs }} />);
  await settle();
  return root;
}

test('it says in whose name, what and where, and shows every byte that is sent', async () => {
  const { textContent: words } = await page(async () => true);
  for (const word of ['@release-bot', 'acme/webshop', 'issue/12', 'ask-claude', 'change files'])
    expect(words).toContain(word);
  expect(document.querySelector('[data-variable="AI_FLOW_INPUT"]')?.textContent).toBe('Why?');
});

test('a comment that asks is no change, and the window says what comes of it', async () => {
  const question = samplePreview({ confirm: 'mention', reply: 'thread' });
  const root = await show(
    <ConfirmPage
      asked={{ preview: question, tokenUser: 'dev' }}
      confirm={async () => true}
      close={close}
      armMs={0}
    />,
  );
  for (const words of ['Send this request?', 'in a comment', 'thread'])
    expect(root.textContent).toContain(words);
  expect(root.textContent).not.toContain('change files');
});

test('a press sends, and closes the window', async () => {
  const confirm = vi.fn<() => Promise<boolean>>(async () => true);
  await page(confirm);
  await send(one('confirm-send'), click());
  expect(confirm).toHaveBeenCalledTimes(1);
  expect(close).toHaveBeenCalledTimes(1);
});

test('attack: a press that was under way when the window came, or that a script made up, sends nothing', async () => {
  const confirm = vi.fn<() => Promise<boolean>>(async () => true);
  await page(confirm, 60_000);
  await send(one('confirm-send'), click());
  await clear();
  await page(confirm);
  await send(one('confirm-send'), click(), false);
  expect(confirm).not.toHaveBeenCalled();
});

test('what nobody waits for any more is said', async () => {
  const root = await page(async () => false);
  await send(one('confirm-send'), click());
  expect(root.textContent).toContain('Press Send in the panel again');
});
