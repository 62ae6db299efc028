import { describe, expect, test } from 'vitest';
import { readMention } from '../../../utils/mentions/readMention.ts';

const wordsOf = (body: string) => readMention(body)?.words ?? null;

describe('a comment addresses Claude', () => {
  test.each([
    ['@claude why does this fail?', 'why does this fail?'],
    ['@Claude, why does this fail?', 'why does this fail?'],
    ['@claude', ''],
    ['  @claude\nIs this right?', 'Is this right?'],
    ['Could you look at this, @claude?', 'Could you look at this, @claude?'],
    ['See above.\n\n- (@claude) what is missing?', 'See above.\n\n- (@claude) what is missing?'],
    ['**@claude** please', '**@claude** please'],
    ['> Mia wrote this\n\n@claude is it so?', '> Mia wrote this\n\n@claude is it so?'],
    ['```\ncode\n```\n@claude explain', '```\ncode\n```\n@claude explain'],
    ['>>>\nquoted\n>>>\n\n@claude and now?', '>>>\nquoted\n>>>\n\n@claude and now?'],
    ['@claude.', '.'],
    ['你好 @claude 为什么?', '你好 @claude 为什么?'],
    ['@claude one\r\n\r\ntwo', 'one\n\ntwo'],
  ])('%j', (body, words) => {
    expect(wordsOf(body)).toBe(words);
  });
});

describe('a comment does not', () => {
  test.each([
    'No mention at all',
    '/claude review',
    'mail me at dev@claude.ai',
    'x@claude',
    '@claude-bot look',
    '@claudette look',
    '@claude_2 look',
    '@claude/team look',
    '@claude.ai is a site',
    '@@claude',
    '\\@claude look',
    '&#64;claude look',
    'Use `@claude review` for it',
    '```\n@claude review\n```',
    '~~~~\n```\n@claude review\n~~~~',
    '    @claude indented code',
    '> @claude review',
    '> - @claude review\nlazy @claude',
    '>>>\n@claude review\n\nmore\n>>>',
    '<!-- @claude review -->',
    '<pre>\n@claude\n</pre>',
    '<code>@claude</code> is the word',
    '<blockquote>\n\n@claude review\n\n</blockquote>',
    '[@claude](https://example.com)',
    '![@claude](a.png)',
    '~~@claude review~~',
    'Thanks!\n\nOn Tue, 3 Nov 2026 at 10:00, Mia <mia@acme.test> wrote:\n\n@claude review',
    'Danke\n\nAm 3. November 2026 um 10:00 schrieb Mia <mia@acme.test>:\n@claude review',
    'Fine.\n\n-----Original Message-----\nFrom: Mia\n\n@claude review',
    'Fine.\n\n________________________________\nFrom: Mia\n\n@claude review',
  ])('%j', (body) => {
    expect(readMention(body)).toBeNull();
  });
});

describe('the word after the mention may choose a preset', () => {
  test.each([
    ['@claude review', 'review', false, ''],
    ['@claude Review the error paths', 'review', false, 'the error paths'],
    ['@claude, plan: the migration', 'plan', false, 'the migration'],
    ['@claude /write-tests for it', 'write-tests', true, 'for it'],
    ['Please @claude review this', 'review', false, 'Please @claude review this'],
    ['@claude why so?', 'why', false, 'so?'],
  ])('%j', (body, name, slash, rest) => {
    expect(readMention(body)?.command).toEqual({ name, slash, rest });
  });

  test.each(['@claude\nreview', '@claude', '@claude!', '@claude src/a.js is odd'])(
    '%j names none',
    (body) => {
      expect(readMention(body)).not.toHaveProperty('command');
    },
  );
});

test('the first of two mentions counts', () => {
  expect(readMention('@claude review this, @claude plan that')?.command?.name).toBe('review');
});

test.each([
  '> ',
  '<b>',
  '<pre>',
  '[',
  '`',
  '@claud ',
  '*a ',
  '**@claude',
  'On a ',
  '\n>>>\n',
  '- ',
])('a comment of a megabyte of %j is read without holding anything up', (piece) => {
  const body = piece.repeat(1_000_000 / piece.length);
  expect(readMention(`${body} claude`) === null).toBe(!piece.includes('@claude'));
  expect(readMention(`@claude why?\n\n${body}`)?.words.length ?? 0).toBeLessThanOrEqual(150_000);
});
