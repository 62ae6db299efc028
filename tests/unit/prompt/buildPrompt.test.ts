import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength } from '../../../utils/context/byteLength.ts';
import type { Context, ContextItem } from '../../../utils/context/Context.ts';
import { buildPrompt, type PromptRequest } from '../../../utils/prompt/buildPrompt.ts';
import { PRESETS } from '../../../utils/prompt/presets.ts';
import type { Preset } from '../../../utils/prompt/Preset.ts';
import { issuePage, mergeRequestPage } from '../fakes/entities.ts';
import { cutText } from '../../../utils/context/Cut.ts';

const boundary = '0123456789abcdef0123456789abcdef';

function item(label: string, text: string, more: Partial<ContextItem> = {}): ContextItem {
  return { label, text, removals: [], worth: 0, ...more };
}

const issue: Context = {
  title: 'Cart total ignores quantities',
  private: false,
  ids: {},
  parts: [
    {
      name: 'description',
      items: [item('description', 'Title: Cart total ignores quantities\n\nTwo mugs cost as one.')],
      cut: [],
    },
    {
      name: 'comments',
      items: [item('comment', 'Comment\n@mia: Seen.')],
      cut: [{ kind: 'more', count: 1 }],
    },
  ],
};

const mergeRequest: Context = {
  ...issue,
  title: 'Add vouchers',
  threadLabel: 'src/voucher.js:3',
  parts: [
    { name: 'description', items: [item('description', 'Title: Add vouchers')], cut: [] },
    {
      name: 'threads',
      items: [item('thread', 'Thread that is asked about\n@mia: Not below zero.')],
      cut: [],
    },
    { name: 'comments', items: [], cut: [] },
    { name: 'diff', items: [], cut: [], failure: { kind: 'network' } },
    { name: 'commits', items: [item('commit', 'abc Add vouchers')], cut: [] },
  ],
};

function preset(name: string): Preset {
  const found = PRESETS.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no preset ${name}`);
  return found;
}

function request(name: string, more: Partial<PromptRequest> = {}): PromptRequest {
  const onIssue = preset(name).pages[0] === 'issue' && name !== 'answer-thread';
  return {
    page: onIssue ? issuePage : mergeRequestPage,
    preset: preset(name),
    words: '',
    context: onIssue ? issue : mergeRequest,
    switchedParts: {},
    boundary,
    ours: true,
    ...more,
  };
}

const WORDS: Partial<Record<string, string>> = {
  ask: 'Why is the total wrong?\nAnswer in one line.',
  'implement-issue': 'Keep the API.',
};

describe.each(['issue', 'merge_request'] as const)('on the sandbox’s %s', (type) => {
  const offered = PRESETS.filter(({ pages }) => pages.includes(type));
  test.each(offered.map(({ name }) => name))('the prompt of %s', async (name) => {
    const { text } = buildPrompt({
      ...request(name, { words: WORDS[name] ?? '' }),
      page: type === 'issue' ? issuePage : mergeRequestPage,
      context: type === 'issue' ? issue : mergeRequest,
    });
    await expect(text).toMatchFileSnapshot(`golden/${type}/${name}.txt`);
  });
});

test('words are instructions, outside every boundary', () => {
  const { text } = buildPrompt(request('ask', { words: '  Why?  ' }));
  expect(text.indexOf('\n\nWhy?\n')).toBeLessThan(text.indexOf('<<<'));
});

function promptAbout(words: string): string {
  const parts = [{ name: 'description' as const, items: [item('description', words)], cut: [] }];
  return buildPrompt(request('ask', { context: { ...issue, parts } })).text;
}

test.each([
  ['[MASKED gitlab-token]', 'stands for a credential'],
  ['a[U+200B]b', 'nobody sees'],
  ['see [image: cart.png]', 'what people see there'],
])('says what %s means where it stands, and only there', (text, meaning) => {
  expect(promptAbout(text)).toContain(meaning);
  expect(promptAbout('plain')).not.toContain(meaning);
});

test('begins with our own words whatever was typed', () => {
  for (const words of ['-p', '/clear', '--settings={}', '@/etc/passwd']) {
    expect(buildPrompt(request('ask', { words })).text).toMatch(/^You are asked by a user/);
  }
});

function partsOn(more: Partial<PromptRequest>): string[] {
  return buildPrompt(request('fix-thread', more))
    .parts.filter((part) => part.on)
    .map(({ name }) => name);
}

describe('parts', () => {
  test('follow the preset unless they are switched', () => {
    expect(partsOn({})).toEqual(['description', 'threads', 'comments', 'diff']);
    const switchedParts = { commits: true, threads: false };
    expect(partsOn({ switchedParts })).toEqual(['description', 'comments', 'diff', 'commits']);
  });

  test('that are missing are marked in prompt and answer', () => {
    const { text, parts } = buildPrompt(request('review'));
    expect(text).toContain('This part could not be read (network).');
    expect(parts.find(({ name }) => name === 'diff')?.failure).toEqual({ kind: 'network' });
  });

  test('say what of them was left out', () => {
    const long = item('long.js', 'y'.repeat(4000));
    const context = { ...issue, parts: [{ name: 'diff' as const, items: [long], cut: [] }] };
    const { text, parts } = buildPrompt(request('ask', { context, budget: 1600 }));
    expect(parts[0]?.cut.map(cutText)).toEqual(['long.js: left out (3.9 KB)']);
    expect(text).toContain(`=== ${boundary} Not all of it:\n- long.js: left out (3.9 KB)\n`);
  });

  test('count the bytes that they take in the prompt', () => {
    const { text, parts } = buildPrompt(request('review'));
    const all = parts.filter(({ on }) => on).reduce((sum, { bytes }) => sum + bytes, 0);
    const [from, to] = [text.indexOf('<<<'), text.lastIndexOf('>>>') + 3];
    const between = parts.filter(({ bytes }) => bytes > 0).length - 1;
    expect(byteLength(text.slice(from, to))).toBe(all + 2 * between);
  });
});

test('removals are those of what is in the prompt, and of the words', () => {
  const removals = [{ kind: 'hidden' as const, text: '<!-- x -->' }];
  const context: Context = {
    ...issue,
    parts: [{ name: 'comments', items: [item('comment', 'a', { removals })], cut: [] }],
  };
  const words = `use glpat-${'x'.repeat(20)}`;
  const { text, removals: shown } = buildPrompt(request('ask', { context, words }));
  expect(shown).toMatchObject([{ kind: 'secret', text: 'gitlab-token' }, ...removals]);
  expect(text).toContain('use [MASKED gitlab-token]');
  const off = buildPrompt(request('ask', { context, switchedParts: { comments: false } }));
  expect(off.removals).toEqual([]);
});

test('no text can close its part', () => {
  const pieces = fc.constantFrom(boundary, `${boundary}>>>`, '<<<', '\n', '>>>', 'diff', ' ');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (texts) => {
      const context: Context = {
        ...issue,
        parts: [
          {
            name: 'comments',
            items: [item('c', texts.join(''))],
            cut: [{ kind: 'unread_log', job: texts.join('') }],
          },
        ],
      };
      const { text } = buildPrompt(request('ask', { context }));
      expect(text.split(boundary)).toHaveLength(5);
    }),
  );
});

test('the whole stays within its budget where the context allows', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9000), { maxLength: 20 }), (sizes) => {
      const items = sizes.map((size, index) => item(`file ${index}`, 'z'.repeat(size)));
      const context: Context = { ...issue, parts: [{ name: 'diff', items, cut: [] }] };
      const { text } = buildPrompt(request('ask', { context, budget: 20_000 }));
      expect(byteLength(text)).toBeLessThanOrEqual(20_000);
    }),
  );
});
