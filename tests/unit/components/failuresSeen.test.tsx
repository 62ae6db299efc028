// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AskPanel } from '../../../components/ask/AskPanel.tsx';
import type { Preview } from '../../../utils/preview/Preview.ts';
import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import { generalPresets } from '../../../utils/prompt/catalogue.ts';
import { BAD_INPUTS, FAILURES } from '../../background/failures.ts';
import { fakeBackground } from './fakeBackground.ts';
import { PAGE, samplePreview } from './samples.ts';
import { all, clear, click, one, send, show } from './show.tsx';

vi.mock('#i18n', () => import('./words.ts'));
afterEach(clear);

/** The panel on a page, with a draft, where this is what a preview came to. */
async function open(preview: Result<Preview>) {
  const background = fakeBackground();
  background.state.draft = { words: 'What is this about?' };
  background.state.preview = () => preview;
  await show(
    <AskPanel
      call={background.call}
      page={PAGE}
      presets={generalPresets(PAGE.type, 'page')}
      runs={[]}
      gone={false}
      focusTurn={1}
      suspectTurn={0}
      onClose={() => undefined}
    />,
  );
  return background;
}

const WAYS: [way: string, (failure: Failure) => Result<Preview>][] = [
  ['instead of a preview', (failure) => ({ ok: false, failure })],
  ['with a preview', (failure) => ({ ok: true, value: samplePreview({ failure }) })],
];

describe.each(WAYS)('told %s', (_way, told) => {
  test.each(BAD_INPUTS)(
    '%s: one cause, one thing to do, the draft kept, nothing to send',
    async (name) => {
      await open(told(FAILURES[name]));
      const error = one('ask-claude-error');
      expect(error.dataset['kind']).toBe(FAILURES[name].kind);
      const [cause, remedy] = [...error.querySelectorAll('p')].map((line) => line.textContent);
      for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^\p{Lu}.+\.$/u);
      expect(remedy).not.toBe(cause);
      expect((one('ask-claude-input') as HTMLTextAreaElement).value).toBe('What is this about?');
      expect((one('ask-claude-send') as HTMLButtonElement).disabled).toBe(true);
    },
  );
});

test('a token that is not taken any more is told with the way to the settings', async () => {
  const failure = FAILURES['a token that was revoked since'];
  const background = await open({ ok: false, failure });
  const button = one('ask-claude-error').querySelector('button');
  if (!button) throw new Error('no button');
  await send(button, click());
  expect(background.requestsOf('openOptions')).toHaveLength(1);
});

test.each([
  [{ kind: 'refused', reason: 'policy' }, 0],
  [{ kind: 'refused' }, 1],
] as const)(
  'the project check is offered only where set-up may be the cause: %o',
  async (failure, offers) => {
    await open({ ok: true, value: samplePreview({ failure }) });
    expect(all('ask-claude-run-doctor')).toHaveLength(offers);
  },
);
