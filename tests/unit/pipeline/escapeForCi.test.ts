import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeForCi, jsonForCi } from '../../../utils/pipeline/escapeForCi.ts';
import { expandAsGitLab } from '../../sandbox/ci/expandVariables.ts';

const SECRETS = [
  { key: 'ANTHROPIC_API_KEY', value: 'sk-secret' },
  { key: 'CI_JOB_TOKEN', value: 'job-secret', raw: true },
  { key: 'A', value: 'a-secret' },
];

/** What a job sees of `value` after GitLab and its runner have expanded it among a project's secrets. */
function asSeen(value: string): string | undefined {
  const expanded = expandAsGitLab([...SECRETS, { key: 'AI_FLOW_INPUT', value }]);
  return expanded.find(({ key }) => key === 'AI_FLOW_INPUT')?.value;
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('$', '%', '{', '}', '$$', '%%', '${', '$A', '%A%', '${A}', 'A', '_', '\\'),
      fc.constantFrom('$ANTHROPIC_API_KEY', '%ANTHROPIC_API_KEY%', '${CI_JOB_TOKEN}', '$1', '$-'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(''));

test('an escaped value reaches the job byte for byte', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(asSeen(escapeForCi(text))).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('unescaped, the same values would leak secrets', () => {
  expect(asSeen('$ANTHROPIC_API_KEY')).toBe('sk-secret');
  expect(asSeen('%ANTHROPIC_API_KEY%')).toBe('sk-secret');
});

test('JSON for CI is the same JSON, and nothing in it is expanded by either', () => {
  fc.assert(
    fc.property(hostile, fc.jsonValue(), (text, value) => {
      const json = jsonForCi({ text, value });
      expect(json).not.toMatch(/[$%]/);
      expect(escapeForCi(json)).toBe(json);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ text, value })));
    }),
  );
});
