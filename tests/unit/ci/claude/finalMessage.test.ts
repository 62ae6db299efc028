import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { FINAL_SCHEMA, finalMessageOf, REVIEW_SCHEMA } from '../../../../ci/claude/finalMessage.ts';
import { SEVERITIES } from '../../../../utils/outcome/Finding.ts';

const CHANGE = { answer: 'Done.', title: 'Fix it', commit_message: 'It was broken.' };
const FINDING = {
  file: 'src/a.ts',
  side: 'new',
  start_line: 3,
  end_line: 4,
  severity: 'major',
  quote: 'return 1;',
  text: 'Off by one.',
  suggestion: 'return 0;',
};
const REVIEW = { answer: 'Fine.', findings: [FINDING] };
const ajv = new Ajv();

/** All but one of the fields. */
function without(value: object, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

const withFinding = (change: object) => ({ ...REVIEW, findings: [{ ...FINDING, ...change }] });

describe('what Claude is to end a change with', () => {
  const fits = ajv.compile(FINAL_SCHEMA);

  test('has an answer, a title and a message, each a text, and nothing else', () => {
    expect(fits(CHANGE)).toBe(true);
    for (const name of Object.keys(CHANGE)) {
      expect(fits(without(CHANGE, name)), name).toBe(false);
      expect(fits({ ...CHANGE, [name]: 1 }), name).toBe(false);
    }
    expect(fits({ ...CHANGE, more: '' })).toBe(false);
    expect(fits('Done.')).toBe(false);
  });

  test('is read whole', () => {
    const { answer, title, commit_message: body } = CHANGE;
    expect(finalMessageOf(CHANGE)).toEqual({ answer, title, body, findings: null, leftOut: 0 });
  });
});

describe('what Claude is to end a review with', () => {
  const fits = ajv.compile(REVIEW_SCHEMA);

  test('has an answer and findings, which may be none, and nothing else', () => {
    expect(fits(REVIEW)).toBe(true);
    expect(fits({ ...REVIEW, findings: [] })).toBe(true);
    for (const name of Object.keys(REVIEW)) expect(fits(without(REVIEW, name)), name).toBe(false);
    expect(fits({ ...REVIEW, answer: 1 })).toBe(false);
    expect(fits({ ...REVIEW, findings: {} })).toBe(false);
    expect(fits({ ...REVIEW, more: '' })).toBe(false);
    expect(fits([])).toBe(false);
  });

  test('has findings with all that tells where and what, and perhaps a suggestion', () => {
    for (const name of Object.keys(FINDING)) {
      const findings = [without(FINDING, name)];
      expect(fits({ ...REVIEW, findings }), name).toBe(name === 'suggestion');
    }
    expect(fits(withFinding({ suggestion: null }))).toBe(true);
    for (const severity of SEVERITIES) expect(fits(withFinding({ severity }))).toBe(true);
    for (const side of ['new', 'old']) expect(fits(withFinding({ side }))).toBe(true);
  });

  test.each([
    { file: 1 },
    { side: 'both' },
    { start_line: 0 },
    { end_line: 1.5 },
    { severity: 'bad' },
    { quote: null },
    { text: null },
    { suggestion: 1 },
    { more: '' },
  ])('has no finding with %j', (change) => {
    expect(fits(withFinding(change))).toBe(false);
  });

  test('has no more findings than are read', () => {
    const findings = Array.from({ length: 301 }, () => FINDING);
    expect(fits({ ...REVIEW, findings })).toBe(false);
    expect(fits({ ...REVIEW, findings: findings.slice(1) })).toBe(true);
  });

  test('is read whole, without title and message', () => {
    const read = finalMessageOf(REVIEW);
    expect(read).toMatchObject({ answer: 'Fine.', title: '', body: '', leftOut: 0 });
    expect(read?.findings).toEqual([
      {
        path: 'src/a.ts',
        side: 'new',
        from: 3,
        to: 4,
        severity: 'major',
        text: 'Off by one.',
        quote: 'return 1;',
        suggestion: 'return 0;',
      },
    ]);
  });
});

test.each([
  null,
  undefined,
  'Done.',
  {},
  { ...CHANGE, answer: null },
  { ...REVIEW, answer: 1 },
  { ...CHANGE, title: null },
  { ...CHANGE, commit_message: undefined },
  { ...REVIEW, findings: 'none' },
])('%j is no such message', (value) => {
  expect(finalMessageOf(value)).toBeNull();
});
