import { expect, test } from 'vitest';
import { judgePipeline } from '../../../../utils/pipeline/rules/judgePipeline.ts';

function listed(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

const RULES = `x: &rules\n${listed(500, (index) => `  - if: $A == "${index}"`)}`;
const LISTED = listed(200, (index) => `      - ${index}`);

test.each([
  ['jobs by the thousand', listed(4_000, (index) => `j${index}: {script: a}`)],
  [
    'many jobs that each see many variables',
    `variables:\n${listed(2000, (index) => `  A${index}: b`)}\n${listed(1000, (index) => `j${index}: {script: a}`)}`,
  ],
  [
    'one long list of rules for many jobs',
    `${RULES}\n${listed(200, (index) => `j${index}: {script: a, rules: *rules}`)}`,
  ],
  [
    'one large matrix for many jobs',
    `x: &p\n  matrix:\n    - A:\n${LISTED}\n${listed(300, (index) => `j${index}: {script: a, parallel: *p}`)}`,
  ],
])('attack: of a file that takes too long to be judged any job may start: %s', (_, text) => {
  expect(judgePipeline(text, new Map()).read).toBe(false);
});

test('a file as large projects have it is judged', () => {
  const text = `variables:\n${listed(150, (index) => `  A${index}: b`)}\n${listed(600, (index) => `j${index}:\n  script: a\n  rules:\n    - if: $A1\n    - if: $A2`)}`;
  expect(judgePipeline(text, new Map())).toMatchObject({ read: true });
});

test('attack: a chain of variables of any length is followed', () => {
  const text = `variables:\n${listed(4000, (index) => `  A${index}: $A${index + 1}`)}\nclaude: {script: claude}`;
  expect(judgePipeline(text, new Map()).refusal).toBeNull();
  const circle = `variables:\n${listed(4000, (index) => `  A${index}: $A${(index + 1) % 4000}`)}\nclaude: {script: claude}`;
  expect(judgePipeline(circle, new Map()).refusal).toMatch(/circular/i);
});
