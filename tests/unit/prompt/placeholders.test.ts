import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkPlaceholders,
  fillPlaceholders,
  PLACEHOLDERS,
} from '../../../utils/prompt/placeholders.ts';

describe('what may stand in a preset', () => {
  test.each([
    'Plain words, { one brace } and none.',
    'About {{title}} by {{ author }}.',
    PLACEHOLDERS.map((name) => `{{${name}}}`).join(' '),
  ])('%j is fine', (words) => {
    expect(checkPlaceholders(words)).toBeNull();
  });

  test.each([
    ['{{nobody}} knows', 'placeholder_unknown', '{{nobody}}'],
    ['{{}}', 'placeholder_unknown', '{{}}'],
    ['{{TITLE}}', 'placeholder_unknown', '{{TITLE}}'],
  ])('%j names nothing', (words, kind, subject) => {
    expect(checkPlaceholders(words)).toEqual({ kind, subject });
  });

  test.each(['{{{{title}}}}', '{{ti{{iid}}tle}}', '{{title', 'title}}', '{{{title}}}'])(
    '%j is placeholders within placeholders, or one left open',
    (words) => {
      expect(checkPlaceholders(words)).toMatchObject({ kind: 'placeholder_form' });
    },
  );
});

test('what is filled in is not looked through again', () => {
  expect(fillPlaceholders('{{title}} {{iid}}', (name) => `{{${name}}}{{url}}`)).toBe(
    '{{title}}{{url}} {{iid}}{{url}}',
  );
});

test('whatever passes the check leaves no placeholder behind', () => {
  const pieces = fc.constantFrom(
    '{{title}}',
    '{{ iid }}',
    '{',
    '}',
    '{{',
    '}}',
    'x',
    ' ',
    '{{no}}',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const words = parts.join('');
      if (checkPlaceholders(words) !== null) return;
      expect(fillPlaceholders(words, () => '')).not.toMatch(/\{\{|\}\}/);
    }),
  );
});
