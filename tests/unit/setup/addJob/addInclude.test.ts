import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readCiFile } from '../../../../utils/pipeline/yaml/readCiFile.ts';
import { addInclude } from '../../../../utils/setup/addJob/addInclude.ts';

const PATH = '.gitlab/claude-job.yml';
const OURS = `  - local: /${PATH}
    rules:
      - if: '$AI_FLOW_INPUT'
`;

function add(text: string, keepOut = true) {
  const made = addInclude(text, PATH, { keepOut });
  if ('problem' in made) throw new Error(made.problem.kind);
  return made;
}

describe('a CI file without includes', () => {
  const file = `# Ours since 2019
stages: [ test,  deploy ]   # in this order

.rules: &rules
    - if: $CI_COMMIT_BRANCH

test:
    script:
    - npm test   # all of them


deploy:
  rules: *rules
  script: !reference [.deploy, script]
`;

  it('keeps every byte and gets the include after it', () => {
    const ours = OURS.replaceAll(/^ {2}/gm, '').replace('    - if', '  - if');
    expect(add(file).text).toBe(`${file}\ninclude:\n${ours}`);
  });

  it('that is empty, or only a comment, holds the include alone', () => {
    expect(add('').text).toBe(`include:\n${OURS}`);
    expect(add('# nothing yet\n').text).toBe(`# nothing yet\n\ninclude:\n${OURS}`);
  });
});

describe('a CI file with includes', () => {
  const file = `include:
  # the shared ones
  - local: 'ci/shared.yml' # since March
  - project: acme/ci
    ref: main
    file: [build.yml, scan.yml]
  - https://ci.test/all.yml
  - template: Jobs/SAST.gitlab-ci.yml
    rules:
      - if: $SAST

# What is tested
test:
  script:   npm test
`;

  it('keeps order and comments, and leaves the others out of our pipelines', () => {
    const made = add(file);
    expect(made.text).toBe(`include:
  # the shared ones
  - local: 'ci/shared.yml' # since March
    rules:
      - if: '$AI_FLOW_INPUT == null'
  - project: acme/ci
    ref: main
    file: [build.yml, scan.yml]
    rules:
      - if: '$AI_FLOW_INPUT == null'
  - remote: https://ci.test/all.yml
    rules:
      - if: '$AI_FLOW_INPUT == null'
  - template: Jobs/SAST.gitlab-ci.yml
    rules:
      - if: $SAST
${OURS}
# What is tested
test:
  script:   npm test
`);
    expect(made.keptOut).toEqual([
      'ci/shared.yml',
      'build.yml, scan.yml',
      'https://ci.test/all.yml',
    ]);
    expect(made.left).toEqual(['Jobs/SAST.gitlab-ci.yml']);
  });

  it('leaves the others alone where that is chosen', () => {
    const made = add(file, false);
    expect(made.text).toBe(file.replace('      - if: $SAST\n', `      - if: $SAST\n${OURS}`));
    expect(made.keptOut).toEqual([]);
  });

  it.each([
    ['one string', "include: 'ci.yml' # all of it\n\ntest: { script: x }\n"],
    ['one map', 'include:\n  local: ci.yml\ntest: { script: x }\n'],
    ['a list in one line', 'include: [ci.yml]\ntest: { script: x }\n'],
    ['an alias', '.all: &all [ci.yml]\ninclude: *all\ntest: { script: x }\n'],
    ['a header before it', 'spec:\n  inputs: {}\n---\ninclude: ci.yml\ntest: { script: x }\n'],
    ['lines that end as on Windows', 'include: ci.yml\r\ntest: { script: x }\r\n'],
  ])('takes %s', (_, text) => {
    const made = add(text);
    const body = parse(made.text.split('---\n').at(-1) ?? '');
    expect(body.include).toEqual([
      { local: 'ci.yml', rules: [{ if: '$AI_FLOW_INPUT == null' }] },
      { local: `/${PATH}`, rules: [{ if: '$AI_FLOW_INPUT' }] },
    ]);
    expect(made.text.match(/#/g)).toEqual(text.match(/#/g));
  });

  it('ends its new lines as on Windows where all others do', () => {
    expect(add('include: ci.yml\r\n').text).not.toMatch(/[^\r]\n/);
  });

  it('that holds ours already stays as it is', () => {
    const text = `include:\n${OURS}test: { script: x }\n`;
    expect(add(text)).toEqual({ text, keptOut: [], left: [], already: true });
  });

  it('does not touch an entry that is used elsewhere, too', () => {
    const made = add('include:\n  - &ci\n    local: ci.yml\nother: *ci\n');
    expect(made.left).toEqual(['ci.yml']);
    expect(parse(made.text).other).toEqual({ local: 'ci.yml' });
  });
});

it.each(['- a\n- b\n', 'test: [\n', 'test: {}\n...\n', 'just words'])(
  'refuses what is no CI file that can be added to: %j',
  (text) => {
    expect(addInclude(text, PATH, { keepOut: true })).toHaveProperty('problem');
  },
);

/** An include that our pipelines leave out, as plain values. */
function out(local: string) {
  return { local, rules: [{ if: '$AI_FLOW_INPUT == null' }] };
}

/** Every line that was there and stayed, in its order. */
function linesKept(before: string, after: string): boolean {
  const left = after.split('\n');
  return before
    .split('\n')
    .filter((line) => line.trim() !== '' && !/include|a\.yml|b\.yml/.test(line))
    .every((line) => left.splice(0, left.indexOf(line) + 1).at(-1) === line);
}

describe('GitLab reads the include, and all else as before', () => {
  const ours = { local: `/${PATH}`, rules: [{ if: '$AI_FLOW_INPUT' }] };

  it.each([
    ['before a divider at the end', 'j:\n  script: [x]\n---\n', [ours]],
    ['in the first of two documents', 'a: {script: [x]}\n---\nb: {script: [y]}\n', [ours]],
    ['in the document after a header', 'spec: {inputs: {}}\n---\nj: {script: [x]}\n', [ours]],
    [
      'beside two merges',
      '.a: &a {tags: [x]}\n.b: &b {tags: [y]}\nj:\n  <<: *a\n  <<: *b\n  script: [x]\n',
      [ours],
    ],
    [
      'beside two merges',
      '.a: &a {tags: [a]}\n.b: &b {tags: [b]}\nj:\n  <<: *a\n  <<: *b\n  script: [x]\n',
      [ours],
    ],
    ['beside repeated keys', 'j:\n  script: [x]\n  tags: [a]\n  tags: [b]\n', [ours]],
    [
      'before an entry that is commented out',
      'include:\n  - a.yml\n  # - b.yml\nj: {script: [x]}\n',
      [out('a.yml'), ours],
    ],
    [
      'with the line ends of Windows',
      'include:\r\n  # one\r\n\r\n  # two\r\n  - a.yml\r\n\r\n  # three\r\n\r\n  - b.yml\r\nj: {script: [x]}\r\n',
      [out('a.yml'), out('b.yml'), ours],
    ],
    ['before a last block without a line end', 'j:\n  script:\n    - |\n      echo 1', [ours]],
    ['before a last block that keeps its lines', 'j:\n  a: |+\n    b\n\n\n', [ours]],
    ['beside a comment where nothing was', 'include: # none yet\nj: {script: [x]}\n', [ours]],
    ['above entries that are all commented out', 'include:\n# - c.yml\nj: {script: [x]}\n', [ours]],
    ['where nothing is written as such', 'include: ~ # later\nj: {script: [x]}\n', [ours]],
    [
      'under the last of two keys',
      'include: [a.yml]\ninclude: [b.yml]\nj: {script: [x]}\n',
      [out('b.yml'), ours],
    ],
  ])('%s', (_, text, include) => {
    const made = add(text).text;
    const [before, after] = [text, made].map((one) => readCiFile(one));
    if (!before?.ok || !after?.ok) throw new Error(made);
    const { include: _was, ...rest } = before.value.body;
    expect(after.value.body).toEqual({ ...rest, include });
    expect(linesKept(text, made)).toBe(true);
    expect(made.match(/\r\n/g)?.length ?? 0).toBe(
      text.includes('\r') ? made.split('\n').length - 1 : 0,
    );
  });

  it('keeps values of others as they are written', () => {
    const text =
      'include:\n  - local: a.yml\n    inputs: {mode: 0755, n: 08, long: 12345678901234567890}\n';
    expect(add(text).text).toContain('{mode: 0755, n: 08, long: 12345678901234567890}');
  });

  it('refuses a list that is used elsewhere, too', () => {
    const made = addInclude('include: &inc\n  - a.yml\n.x: *inc\n', PATH, { keepOut: true });
    expect(made).toHaveProperty('problem');
  });
});
