import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addInclude } from '../../../../utils/setup/addJob/addInclude.ts';

const PATH = '.gitlab/claude-job.yml';
const OURS = `  - local: /${PATH}
    rules:
      - if: '$AI_FLOW_INPUT'
`;

function add(text: string, keepOut = true) {
  const made = addInclude(text, PATH, { keepOut });
  if ('problem' in made) throw new Error(made.problem);
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

  it('leaves the others alone where that is wished', () => {
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
