import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeJobs } from '../../../utils/pipeline/judgeJobs.ts';
import { lintable } from '../../../utils/pipeline/lintable.ts';
import { declaredInputs } from '../../../utils/pipeline/rootFile.ts';
import { splitCiFile, readCiFile } from '../../../utils/pipeline/yaml/readCiFile.ts';
import { checkBeside } from '../../../utils/setup/ciChecks/checkBeside.ts';
import { checkCiFile } from '../../../utils/setup/ciChecks/checkCiFile.ts';
import { addInclude } from '../../../utils/setup/addJob/addInclude.ts';
import { claudeJobsOf } from '../../../utils/setup/doctor/claudeJobs.ts';
import { ciFiles } from '../fakes/publicCiFiles.ts';

const known = new Map<string, string | null>([
  ['CI_PIPELINE_SOURCE', 'api'],
  ['CI_COMMIT_BRANCH', 'main'],
  ['AI_FLOW_INPUT', 'words'],
]);

/** What is put into a file somewhere: signs that mean something in YAML, and whole lines. */
const PIECES = [
  '&a ',
  '*a',
  '<<: *a\n',
  '---\n',
  '\n---\n',
  '%YAML 1.2\n',
  '\t',
  '\r\n',
  '\uFEFF',
  '\0',
  '|\n',
  '>-\n',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '#',
  '"',
  "'",
  '!reference ',
  '!!binary ',
  '? ',
  '~',
  'null',
  '2020-01-01',
  '.inf',
  '0755',
  '\u2028',
  '\ud800',
  '*nowhere',
  'rules: null\n',
  'include: [*a]\n',
  'spec:\n',
  'script: !reference [a, b]\n',
  '__proto__: {script: [x]}\n',
  '$[[ inputs.x ]]',
];

type Change = {
  kind: 'put' | 'cut' | 'double' | 'crlf';
  at: number;
  piece: string;
  length: number;
};

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('put', 'put', 'put', 'cut', 'double', 'crlf'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  piece: fc.constantFrom(...PIECES),
  length: fc.nat(40),
});

function changed(text: string, { kind, at, piece, length }: Change): string {
  const place = Math.floor(at * text.length);
  const [before, after] = [text.slice(0, place), text.slice(place)];
  switch (kind) {
    case 'put':
      return before + piece + after;
    case 'cut':
      return before + after.slice(length);
    case 'double':
      return before + after.slice(0, length) + after;
    case 'crlf':
      return text.replaceAll('\n', '\r\n');
  }
}

/** Everything that reads a CI file. */
function readAll(text: string): void {
  readCiFile(text);
  declaredInputs(text);
  const { unjudged } = lintable(text, known, { input: 'x' });
  // What GitLab merged has no header; what it has left was read above.
  const merged = splitCiFile(text).body.text;
  judgeJobs(
    { ok: true, value: { valid: true, errors: [], merged_yaml: merged, jobs: [] } },
    known,
    unjudged,
    'x',
  );
  claudeJobsOf(merged);
  addInclude(text, '.gitlab/claude-job.yml', { keepOut: true });
}

/** Gives changed files, other ones in each run, to what reads them; the first error that it ends in, or null. */
function errorOf(numRuns: number, read: (text: string) => void): unknown {
  const property = fc.property(
    fc.constantFrom(...ciFiles),
    fc.array(change, { minLength: 1, maxLength: 4 }),
    (file, changes) => read(changes.reduce(changed, file)),
  );
  return fc.check(property, { numRuns }).errorInstance;
}

test('5,000 files, changed in ways that nobody means, are read or said not to be, without an error', () => {
  expect(errorOf(5_000, readAll)).toBeNull();
});

test('1,000 of them are checked, alone and as GitLab merged them, without an error', () => {
  const included = new Map([['ci/other.yml', '.a: {image: x}']]);
  const check = (text: string): void => {
    const source = { path: '.gitlab-ci.yml', text, included };
    checkCiFile({ ...source, merged: null });
    checkBeside(
      { ...source, merged: text },
      new Map([
        ['Dockerfile', text],
        ['Makefile', text],
      ]),
    );
    checkCiFile({ ...source, merged: text });
  };
  expect(errorOf(1_000, check)).toBeNull();
});

const job = (index: number): string =>
  `job-${index}:\n  script:\n    - make ${index} ${'x'.repeat(400)}\n`;

test('a file of 1 MB is read', () => {
  const text = Array.from({ length: 2_200 }, (_, index) => job(index)).join('');
  const read = readCiFile(text);
  expect(read.ok && Object.keys(read.value.body)).toHaveLength(2_200);
});

test('aliases that stand for each other a thousand million times are too big, in one sentence', () => {
  const lines = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x, x, x, x, x, x]'
      : `a${level}: &a${level} [${Array(6)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
  );
  expect(readCiFile(lines.join('\n'))).toEqual({
    ok: false,
    problem: 'The parsed YAML is too big.',
  });
  expect(readCiFile('claude: &a {script: [x], variables: {S: *a}}')).toEqual({
    ok: false,
    problem: 'The parsed YAML is too big.',
  });
});
