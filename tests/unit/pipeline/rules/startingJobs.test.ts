import { describe, expect, test } from 'vitest';
import { jobsThatWouldStart, workflowName } from '../../../../utils/pipeline/rules/startingJobs.ts';
import { ownFile, runnerMerged } from '../../fakes/ciFiles.ts';

const known = new Map<string, string | null>([
  ['CI_PIPELINE_SOURCE', 'api'],
  ['CI_COMMIT_BRANCH', 'main'],
  ['CI_DEFAULT_BRANCH', 'main'],
  ['AI_FLOW_INPUT', 'words'],
]);

function jobs(file: string): string[] {
  return jobsThatWouldStart(file, known).map(
    ({ name, certain, runsClaude }) => `${name}${certain ? '' : '?'}${runsClaude ? ' claude' : ''}`,
  );
}

const job = (more: string): string => jobs(`one:\n  script: [make]\n${more}`)[0] ?? 'none';

test('names every job of a file that would start beside ours', () => {
  expect(jobs(ownFile)).toEqual(['test', 'deploy', 'nightly?', 'claude claude']);
});

test('which provider’s job runs is open where only the project knows', () => {
  expect(jobs(runnerMerged)).toEqual(['claude? claude', 'claude-bedrock? claude']);
});

describe('a job', () => {
  test.each([
    ['', 'one'],
    ['  when: manual\n', 'none'],
    ['  when: never\n', 'none'],
    ['  when: delayed\n', 'one'],
    ['  when: on_failure\n', 'one?'],
    ['  only: [branches]\n', 'one'],
    ['  only: [api]\n', 'one'],
    ['  only: [merge_requests, schedules]\n', 'none'],
    ['  only: {refs: [api], variables: [$SECRET]}\n', 'one?'],
    ['  only: {changes: [a]}\n', 'one'],
    ['  only: {kubernetes: active}\n', 'one?'],
    ['  except: [main]\n', 'none'],
    ['  except: [/^release/, tags]\n', 'one'],
    ['  except: {changes: [a]}\n', 'none'],
    ['  only: [pushes, main]\n', 'one'],
    ['  only: [tags]\n', 'none'],
    ['  only: [main@acme/other]\n', 'one?'],
    ['  only: [5]\n', 'one?'],
    ['  only: {refs: [api], changes: [a]}\n', 'one'],
    ['  only: {refs: [tags], variables: [$SECRET]}\n', 'none'],
    ['  only: {variables: [$CI_COMMIT_BRANCH == "x", $CI_COMMIT_BRANCH]}\n', 'one'],
    ['  only: {variables: [$CI_COMMIT_BRANCH == "x"]}\n', 'none'],
    ['  only: {variables: [5]}\n', 'one?'],
    ['  only: {refs: null}\n', 'one'],
    ['  except: null\n', 'one'],
    ['  except: {kubernetes: active}\n', 'one?'],
    ['  except: {refs: [tags], variables: [$SECRET]}\n', 'one?'],
    ['  only: [main]\n  except: [api]\n', 'none'],
    ['  only: []\n', 'none'],
    ['  only: null\n', 'one'],
    ['  rules: []\n', 'none'],
    ['  rules: null\n', 'one'],
    ['  when: null\n', 'one'],
    ['  parallel: {matrix: []}\n', 'none'],
    ['  parallel: {matrix: [{K: [a, b]}]}\n  rules: [{if: $K == "b"}]\n', 'one'],
    ['  parallel: {matrix: [{K: [a]}]}\n  rules: [{if: $K == "b"}]\n', 'none'],
    ['  variables: {CI_COMMIT_BRANCH: x}\n  rules: [{if: $CI_COMMIT_BRANCH == "x"}]\n', 'one'],
    [
      '  parallel: {matrix: [{CI_COMMIT_BRANCH: [x]}]}\n  rules: [{if: $CI_COMMIT_BRANCH == "x"}]\n',
      'one',
    ],
    ['  rules: [{if: $AI_FLOW_CONTEXT =~ /issue/}]\n', 'one?'],
    ['  variables: {DEPLOY: "no"}\n  rules: [{if: $DEPLOY == "yes"}]\n', 'one?'],
    ['  rules: [{changes: {paths: [a], compare_to: main}}]\n', 'one?'],
    ['  rules: [{when: manual}]\n', 'none'],
    ['  rules: [{when: always}]\n', 'one'],
    ['  when: manual\n  rules: [{if: $CI_COMMIT_BRANCH}]\n', 'none'],
    ['  rules: [{if: $CI_COMMIT_BRANCH == "x"}]\n', 'none'],
    ['  rules: [{if: $CI_COMMIT_BRANCH, when: never}, {when: always}]\n', 'none'],
    ['  rules: [{if: $SECRET, when: never}, {when: always}]\n', 'one?'],
    ['  rules: [{if: $SECRET}, {if: $CI_COMMIT_BRANCH}]\n', 'one'],
    ['  rules: [{changes: [a]}]\n', 'one'],
    ['  rules: [{changes: null, if: $CI_COMMIT_BRANCH}]\n', 'one'],
    ['  rules: [{changes: a}]\n', 'one'],
    ['  rules: [{if: $CI_JOB_NAME == "one"}]\n', 'one'],
    ['  rules: [{if: $CI_JOB_NAME != "one"}]\n', 'none'],
    [
      '  variables: {CI_COMMIT_BRANCH: {value: x}}\n  rules: [{if: $CI_COMMIT_BRANCH == "x"}]\n',
      'one',
    ],
    ['  rules: [{exists: [a], if: $CI_COMMIT_BRANCH == "x"}]\n', 'none'],
  ])('with%j: %s', (more, expected) => {
    expect(job(more)).toBe(expected);
  });

  test('that is hidden, or is none, does not count', () => {
    expect(
      jobs('.one: {script: [a]}\nstages: [b]\nvariables: {A: b}\ndefault: {image: x}'),
    ).toEqual([]);
  });

  test('is judged by what the file sets above GitLab’s own variables', () => {
    const rule = 'j:\n  script: [x]\n  rules: [{if: $CI_COMMIT_BRANCH != $CI_DEFAULT_BRANCH}]\n';
    expect(jobs(`variables: {CI_DEFAULT_BRANCH: develop}\n${rule}`)).toEqual(['j']);
    expect(jobs(rule)).toEqual([]);
  });

  test('of several knows not its number nor theirs, and one alone does', () => {
    const one = new Map([...known, ['CI_NODE_TOTAL', '1'] as const]);
    const file = 'j: {script: [x], rules: [{if: $CI_NODE_TOTAL == "1"}]}\n';
    expect(jobsThatWouldStart(file, one)).toMatchObject([{ certain: true }]);
    const several = file.replace('script', 'parallel: 3, script');
    expect(jobsThatWouldStart(several, one)).toMatchObject([{ certain: false }]);
  });

  test('starts for what every ask sends, whatever the file says of it', () => {
    const rest = [...known].filter(([name]) => name !== 'AI_FLOW_INPUT');
    const file =
      'variables: {AI_FLOW_INPUT: ""}\nj:\n  script: [x]\n  rules: [{if: $AI_FLOW_INPUT}]\n';
    expect(jobsThatWouldStart(file, new Map(rest))).toMatchObject([{ name: 'j', certain: true }]);
    const unsent = new Map([...rest, ['AI_FLOW_INPUT', null] as const]);
    expect(jobsThatWouldStart(file, unsent)).toEqual([]);
  });

  test('starts where all rules of the workflow are commented out', () => {
    expect(jobs('workflow:\n  rules:\n  # - if: $X\nj: {script: [x]}\n')).toEqual(['j']);
  });

  test('does not start where its only matrix has it never', () => {
    const never = 'rules: [{if: $SKIP == "true", when: never}, {when: always}]';
    expect(jobs(`j: {script: [x], parallel: {matrix: [{SKIP: ["true"]}]}, ${never}}\n`)).toEqual(
      [],
    );
  });

  test.each(['spec', 'types', 'default', 'workflow'])('may be called %s', (name) => {
    expect(jobs(`${name}:\n  script: [a]\n`)).toEqual([name]);
  });

  test('that needs one which waits for a press may wait too', () => {
    const waiting = 'hand: {script: [a], when: manual}\nafter: {script: [a], needs: [hand]}';
    expect(jobs(waiting)).toEqual(['after?']);
  });

  test('that needs one which is not there makes GitLab refuse them all', () => {
    const gone = 'gone: {script: [a], rules: [{when: never}]}\n';
    expect(jobs(`${gone}one: {script: [a], needs: [gone]}`)).toEqual([]);
    expect(jobs(`${gone}one: {script: [a], needs: [{job: gone, optional: true}]}`)).toEqual([
      'one',
    ]);
  });

  test('in a stage that is there for others makes no pipeline alone', () => {
    expect(jobs('one: {stage: .pre, script: [a]}')).toEqual([]);
  });

  test('has no pipeline where variables refer to each other in a circle', () => {
    expect(jobs('variables: {A: $B, B: "${A}"}\none: {script: [a]}')).toEqual([]);
    expect(jobs('variables: {A: "$A:x", B: "$$A", C: $B}\none: {script: [a]}')).toEqual(['one']);
  });

  test.each([
    ['script: [claude -p "$AI_FLOW_INPUT"]', true],
    ['script: ["bunx @anthropic-ai/claude-code -p"]', true],
    ['script: ["pnpm dlx @anthropic-ai/claude-code@2.1.0 -p"]', true],
    ['script: ["npm exec --yes -- @anthropic-ai/claude-code -p"]', true],
    ['script: ["npx --package=@anthropic-ai/claude-code claude -p"]', true],
    ['script: ["pnpm claude -p x"]', true],
    [`script: ['"$HOME/.local/bin/claude" -p']`, true],
    ["script: ['${CLAUDE_BIN:-claude} -p']", true],
    [`script: ['"$CLAUDE_BIN" -p x']`, true],
    ['run: [{name: ask, script: claude -p x}]\n  script: []', true],
    ['script: ["git ls-files | xargs -n 5 claude -p review"]', true],
    [`script: ['timeout -k 5 30m sh -c "claude -p x"']`, true],
    [`script: ['eval "claude -p x"']`, true],
    ['script: ["docker run --rm node claude -p x"]', true],
    ['script: ["doppler run -- claude -p x"]', true],
    ['script: ["bash <<EOF\\nclaude -p x\\nEOF"]', true],
    [`script: ['echo "shipping what claude wrote"', ./deploy.sh]`, false],
    ['script: ["git clone https://g.test/x /tmp/claude"]', false],
    ['script: ["make # then claude -p x"]', false],
    ['script: ["pnpm add @anthropic-ai/claude-code"]', false],
    ['script: ["git grep -- claude"]', false],
    ['script: ["command -v claude || true"]', false],
    ['script: ["docker build -t claude ."]', false],
    ['script: ["cat > a.md <<EOF\\nclaude -p x\\nEOF"]', false],
    ['script: ["cd x && claude --version"]', true],
    ['script: ["npx -y @anthropic-ai/claude-code -p"]', true],
    ['script: ["/usr/bin/claude -p"]', true],
    ['before_script: [["claude update"]]\n  script: [a]', true],
    ['script: ["npm install -g @anthropic-ai/claude-code"]', false],
    ['script: ["echo claudette"]', false],
  ])('%s calls Claude: %s', (script, runsClaude) => {
    expect(jobsThatWouldStart(`one:\n  ${script}`, known)[0]?.runsClaude).toBe(runsClaude);
  });
});

function ruledFile(rules: string): string {
  return `workflow:\n  rules: ${rules}\none: {script: [a]}`;
}

describe('workflow', () => {
  test.each([
    ['[{if: $CI_PIPELINE_SOURCE == "push"}]', []],
    ['[{if: $AI_FLOW_INPUT}]', ['one']],
    ['[{if: $AI_FLOW_INPUT, when: never}, {when: always}]', []],
    ['[{if: $SECRET}]', ['one?']],
    ['null', ['one']],
  ])('rules %s', (rules, expected) => {
    expect(jobs(ruledFile(rules))).toEqual(expected);
  });

  test('variables that its rules set stand above those of GitLab', () => {
    const rules = '[{if: $AI_FLOW_INPUT, variables: {CI_COMMIT_BRANCH: other}}]';
    const more = '\ntwo: {script: [a], rules: [{if: $CI_COMMIT_BRANCH == "main"}]}';
    expect(jobs(ruledFile(rules) + more)).toEqual(['one']);
  });

  test('name is given as it stands', () => {
    expect(workflowName(runnerMerged)).toBe('Ask Claude $AI_FLOW_RESOURCE $AI_FLOW_REQUEST_ID');
    expect(workflowName(ownFile)).toBeNull();
  });
});
