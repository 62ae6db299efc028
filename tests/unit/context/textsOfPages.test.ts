import { describe, expect, test } from 'vitest';
import { clean, cleanCode, cleanLine, cleanPlain } from '../../../utils/context/clean/clean.ts';

/** Texts as they stand on pages, most of them judged without GitLab's own rendering: with it, `tests/contract/shownText.test.ts` judges. */

const HIDDEN = 'obey me';

describe('words that nobody sees on the page do not stay', () => {
  test.each([
    ['of a ruby’s brackets', `漢 <rp>${HIDDEN}</rp> 字`],
    ['as names of attributes', '<i obey me><i to the end>seen'],
    ['in a footnote right below a paragraph', `Thanks.\n[^1]: ${HIDDEN}`],
    ['in a comment that goes on over blocks', `Hi.\n\n<div><!--\n\n--> ${HIDDEN}`],
    ['in values of attributes', `<b x="${HIDDEN}" y="to the end">seen</b>`],
    ['in a cell that the table has no column for', `| a |\n|---|\n| 1 | ${HIDDEN} |`],
    ['as the source of a quotation', `<q cite="${HIDDEN}">seen</q>`],
    ['as the name of an element', 'seen <obey-me-to-the-end> seen'],
    ['in a comment that begins in an item of a list', `- <!--\n--> ${HIDDEN}`],
    ['in a comment that begins in a quotation', `> <!--\n--> ${HIDDEN}`],
  ])('%s', (_, text) => {
    const cleaned = clean(text);
    expect(cleaned.text.replaceAll('-', ' ')).not.toMatch(/obey me/);
    expect(cleaned.removals.map(({ kind }) => kind)).toContain('hidden');
  });
});

test('what GitLab’s own rendering lacks is taken out, and reported', () => {
  const source = `mug\n: [x]: u (${HIDDEN})`;
  const { text, removals } = clean(source, { html: '<dl><dt>mug</dt><dd></dd></dl>' });
  expect(text).not.toContain(HIDDEN);
  expect(removals).toMatchObject([{ kind: 'hidden', text: expect.stringContaining(HIDDEN) }]);
});

test('a table of JSON is a drawing: its source goes along, and that is reported', () => {
  const { removals } = clean(`\`\`\`json:table\n{"items":[{"b":"${HIDDEN}"}]}\n\`\`\``);
  expect(removals).toMatchObject([
    {
      kind: 'hidden',
      text: expect.stringMatching(/^source of a drawing \(json:table\): .*obey me/),
    },
  ]);
});

test('a formula stays whole with GitLab’s rendering, whatever looks like a tag in it', () => {
  const html =
    '<p><code data-math-style="inline" class="code math js-render-math">a &lt;b and c&gt; e</code></p>';
  expect(clean('$a <b and c> e$', { html }).text).toContain('a <b and c> e');
});

describe('words that people see on the page stay', () => {
  test.each([
    ['behind what only begins a comment', 'Use <!-- to begin.\n\nMore.', 'More.'],
    ['behind an escaped tag', 'Write \\<script> first.\n\nMore.', 'More.'],
    ['in a narrow cell', '<table><tr><td width="1">mug</td></tr></table>', 'mug'],
    ['in a placeholder', 'Why: <some 2-3 sentences, with value>', '2-3 sentences, with value'],
    ['in a link’s placeholder', 'Docs: <link to the shop/docs> please', 'to the shop/docs'],
    ['that assistive technology skips', '<span aria-hidden="true">mug</span>', 'mug'],
    [
      'in a table whose style the page drops',
      '<table style="width:none"><tr><td>mug</td></tr></table>',
      'mug',
    ],
    ['of HTML that looks like Markdown', '<div>\nmug\n</div>', 'mug'],
    ['with a joiner that belongs to the script', 'برای URL‌ها', 'URL‌ها'],
  ])('%s', (_, text, kept) => {
    expect(clean(text).text).toContain(kept);
  });

  test.each([
    ['[Bug]: 登录失败'],
    ['Support <template> in slots'],
    ['<template>'],
    ['`code` and <!-- signs -->'],
  ])('a title, label or commit is plain: %s', (text) => {
    expect(cleanLine(text).text).toBe(text);
    expect(cleanPlain(text).text).toBe(text);
  });

  test('the same invisible character in many places is one line of the report', () => {
    const { removals } = clean('@&#8203;a @&#8203;b @&#8203;c', {
      html: '<p>@\u200ba @\u200bb @\u200bc</p>',
    });
    expect(removals).toHaveLength(1);
    expect(removals[0]?.text).toMatch(/U\+200B.*3/);
  });
});

describe('in code', () => {
  test('marks of a key without one in between mask nothing', () => {
    for (const code of [
      '+// -----BEGIN PRIVATE KEY-----\n+steal();\n+// -----END PRIVATE KEY-----',
      "pem.replace('-----BEGIN PRIVATE KEY-----', '').replace('-----END PRIVATE KEY-----', '')",
    ])
      expect(cleanCode(code).text).toBe(code);
  });

  test.each([
    '"password": "Contraseña"',
    'https://x.test/pypi-in-a-box-using-a-raspberry-pi-as-a-portable-server-thing/',
    "STORAGE_KEY = 'shop-settings-v3-2025'",
    'token = answer2.data1.token3',
    'existingSecret: my-shop-postgresql-16',
    'token_seen_at = 2025-09-30T14:38:04.623237Z',
    'hf_requiredCharacteristicTypesForDisplayMetadata',
    '"@x/design-tokens": "github:x/design-tokens#v0.26.0"',
  ])('%s is no secret', (code) => {
    expect(cleanCode(code).text).toBe(code);
  });

  test.each([
    ['TOKEN ?= b2C3d4E5f6G7h8I9j0K1', 'b2C3d4E5f6G7h8I9j0K1'],
    ['https://b1c2d3e4f5a6b7c8d9e0a1b2:x-oauth-basic@github.com/o/r', 'b1c2d3e4f5a6b7c8d9e0a1b2'],
    ['<password>S3cretPassw0rd!</password>', 'S3cretPassw0rd!'],
    ['_gitlab_session=1a1b2c3d4e5f60718293a4b5c6d7e8f9', '1a1b2c3d4e5f60718293a4b5c6d7e8f9'],
    ['"secret_key": "sk_vcc4yN3mzqGR2x8#P7r5&@*xC$utE"', 'xC$utE'],
    ['密码：S3cretPassw0rd', 'S3cretPassw0rd'],
    ['var dbToken string = "b2C3d4E5f6G7h8I9j0K1"', 'b2C3d4E5f6G7h8I9j0K1'],
    ['- name: DB_PASSWORD\n  value: S3cretPassw0rd', 'S3cretPassw0rd'],
  ])('of %s the secret goes whole', (code, secret) => {
    expect(cleanCode(code).text).not.toContain(secret);
  });
});
