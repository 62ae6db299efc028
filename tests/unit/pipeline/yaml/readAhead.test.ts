import { describe, expect, test, vi } from 'vitest';

vi.resetModules();
const { readAhead } = await import('../../../../utils/pipeline/yaml/readAhead.ts');
const { readYaml } = await import('../../../../utils/pipeline/yaml/readYaml.ts');
vi.resetModules();
/** The same module once more, which knows nothing that was read ahead. */
const inOneGo = (await import('../../../../utils/pipeline/yaml/readYaml.ts')).readYaml;

const LONG = Array.from({ length: 250 }, (_, index) => `k${index}: [1, {a: b}]\n`).join('');
const TEXTS = [
  'a: 1',
  '',
  '# nothing',
  'a: [',
  '---\na: 1\n---\nb: 2',
  '%YAML 1.1\n---\na: &x [1]\nb: *x',
  '"a" "a"',
  'a: 1\nb',
  'a: 1\n b: 2',
  '- a\n- b',
  'only words',
  'a: |\n  b\n  c',
  'a: |\n  b\n\nd: >\n  c\n',
  '--- &root\na: *root',
  'a: *unknown',
  'a: &b 1\nc: *b\na2: &b 2\nd: *b',
  'a:\n  - 1\n - 2',
  '%FOO\na: 1',
  'a: 1\n...\n b',
  '<<: {a: 1}\na: 2',
  'x: &x {a: 1}\n<<: *x\nb: 1',
  'k3: twice\nk4: &n [a]\nlast: *n',
  '? [a]\n: b\nc: y',
  'a: 2001-01-01',
  '}',
  'a: 1\n}\n',
  '# c\na: 1\n# d\n\n# e\nb: 2\n#f',
  '__proto__: {a: 1}\nconstructor: b',
];

describe.each([
  ['alone', ''],
  ['behind many entries', LONG],
])(
  'what is read in pieces, %s, is what is read in one go, errors and their places too',
  (_, before) => {
    test.each(TEXTS)('%j', async (end) => {
      const text = before + end;
      await readAhead(text, async () => undefined);
      expect(readYaml(text)).toEqual(inOneGo(text));
    });
  },
);

test.each([
  ['a name that its own entries use', `--- &root\n${LONG}last: *root`],
  ['a name that nobody uses', `--- &root\n${LONG}`],
  ['a type', `--- !reference\n${LONG}`],
  ['a list', LONG.replaceAll(/^.*: /gm, '- ')],
  ['comments before and between', `# a\n%YAML 1.1\n# b\n---\n# c\n${LONG}# d\nz: 1 # e`],
])('a document with %s is what is read in one go', async (_, text) => {
  await readAhead(text, async () => undefined);
  expect(readYaml(text)).toEqual(inOneGo(text));
});

test('a text is read once, and one that is too long never', async () => {
  const pause = vi.fn<() => Promise<void>>(async () => undefined);
  const text = `${LONG.repeat(2)}once: 1`;
  await readAhead(text, pause);
  const pauses = pause.mock.calls.length;
  expect(pauses).toBeGreaterThanOrEqual(4);
  await readAhead(text, pause);
  await readAhead(`a:\n${'- b\n'.repeat(300_000)}`, pause);
  expect(pause).toHaveBeenCalledTimes(pauses);
});

test('attack: while a long CI file is read, other work comes between', async () => {
  const short = vi.fn<() => Promise<void>>(async () => undefined);
  await readAhead(`${LONG.repeat(2)}short: 1`, short);
  const long = vi.fn<() => Promise<void>>(async () => undefined);
  await readAhead(`${LONG.repeat(8)}long: 1`, long);
  expect(short.mock.calls.length).toBeGreaterThan(3);
  expect(long.mock.calls.length).toBeGreaterThan(3.5 * short.mock.calls.length);
});

test.each([
  ['a list', `a:\n${'- b\n'.repeat(15_000)}`],
  ['a list in brackets', `a: [${'b,'.repeat(20_000)}]`],
  ['a deep one', '['.repeat(100_000)],
  ['a map in braces', `a: {${'b: 1,'.repeat(12_000)}}`],
  ['dashes', '- '.repeat(15_000)],
])('attack: one entry that cannot be read in pieces is not read at all: %s', async (_, text) => {
  await readAhead(text);
  expect(readYaml(text)).toMatchObject({ ok: false });
});

test('attack: aliases that multiply end the reading, merged and as keys too', () => {
  const many = Array.from({ length: 2000 }, (_, index) => `b${index}: 1`).join(', ');
  const merged = Array.from({ length: 200 }, (_, index) => `k${index}:\n  <<: *a`).join('\n');
  const keys = Array.from({ length: 200 }, () => `? *a\n: 1`).join('\n');
  for (const uses of [merged, keys]) {
    expect(inOneGo(`a: &a {${many}}\n${uses}`)).toMatchObject({
      ok: false,
      problem: 'The parsed YAML is too big.',
    });
  }
});

test('a script of any length is one entry', async () => {
  const text = `a:\n  script: |\n${'    claude -p "$AI_FLOW_INPUT"\n'.repeat(9_000)}`;
  await readAhead(text);
  expect(readYaml(text)).toMatchObject({ ok: true });
});
