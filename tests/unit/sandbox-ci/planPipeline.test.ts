import { describe, expect, it } from 'vitest';
import { rootFileFrom } from '../../../utils/setup/rootFileFrom.ts';
import { EMPTY_PIPELINE, planPipeline, WORKFLOW_REFUSED } from '../../sandbox/ci/planPipeline.ts';
import { makeRepository } from './makeRepository.ts';

const JOB = `claude:
  resource_group: claude/$AI_FLOW_RESOURCE
  allow_failure: true
  script: ['true']
`;
const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('a pipeline of the runner branch', () => {
  const root = rootFileFrom(JOB);

  it('is named by its inputs and holds the one job', async () => {
    const plan = await planPipeline({
      ...makeRepository({ '.gitlab-ci.yml': root }),
      inputs: { input: 'Fix $HOME', resource: 'issue/12', request_id: ID },
    });
    expect(plan).toEqual({
      name: `Ask Claude issue/12 ${ID}`,
      stages: ['test'],
      jobs: [
        {
          name: 'claude',
          stage: 'test',
          when: 'on_success',
          allowFailure: true,
          resourceGroup: 'claude/issue/12',
        },
      ],
    });
  });

  it('takes pipeline variables of the same names just as well', async () => {
    const plan = await planPipeline({
      ...makeRepository({ '.gitlab-ci.yml': root }),
      variables: [
        { key: 'AI_FLOW_INPUT', value: 'x' },
        { key: 'AI_FLOW_RESOURCE', value: 'issue/7' },
      ],
    });
    expect(plan).toMatchObject({ name: 'Ask Claude issue/7 none' });
  });

  it.each([
    ['a push', { source: 'push' as const, inputs: { input: 'x' } }],
    ['an empty prompt', { inputs: {} }],
  ])('is not made for %s', async (_what, change) => {
    const request = { ...makeRepository({ '.gitlab-ci.yml': root }), ...change };
    expect(await planPipeline(request)).toEqual({ refusal: WORKFLOW_REFUSED });
  });

  it.each([
    [{ prompt: 'x', words: 'y' }, '`.gitlab-ci.yml`: unknown input arguments: prompt, words'],
    [
      { resource: 'Issue 12' },
      '`.gitlab-ci.yml`: `resource` input: provided value does not match required RegEx pattern',
    ],
    [
      Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`i${index}`, ''])),
      'There cannot be more than 20 inputs',
    ],
  ])('is refused for inputs %j in GitLab’s words', async (inputs, refusal) => {
    const request = { ...makeRepository({ '.gitlab-ci.yml': root }), inputs };
    expect(await planPipeline(request)).toEqual({ refusal });
  });
});

describe('a project’s own CI file', () => {
  it('starts every job that no rule keeps out, stage by stage', async () => {
    const plan = await planPipeline({
      ...makeRepository({
        '.gitlab-ci.yml': `stages: [check, ship]
deploy: { stage: ship, script: ['true'] }
test: { stage: check, script: ['true'] }
nightly: { stage: check, script: ['true'], rules: [{ if: '$CI_PIPELINE_SOURCE == "schedule"' }] }
`,
      }),
    });
    expect(plan).toMatchObject({
      name: null,
      stages: ['check', 'ship'],
      jobs: [{ name: 'test' }, { name: 'deploy' }],
    });
  });

  it('goes on after an empty text before &&, as GitLab does, and is not judged with one before ||', async () => {
    const variables = [{ key: 'EMPTY', value: '' }];
    const [and, or] = ['&&', '||'].map((operator) =>
      makeRepository({
        '.gitlab-ci.yml': `a: { script: [x], rules: [{ if: '$EMPTY ${operator} $CI_COMMIT_SHA' }] }\n`,
      }),
    );
    if (!and || !or) throw new Error('Both are made above.');
    expect(await planPipeline({ ...and, variables })).toMatchObject({ jobs: [{ name: 'a' }] });
    expect(await planPipeline(and)).toEqual({ refusal: EMPTY_PIPELINE });
    await expect(planPipeline({ ...or, variables })).rejects.toThrow('empty $EMPTY');
  });

  it('includes by rules that look at the pipeline’s variables', async () => {
    const request = makeRepository({
      '.gitlab-ci.yml': `include:
  - { local: ask.yml, rules: [{ if: $AI_FLOW_INPUT }] }
  - { local: rest.yml, rules: [{ if: '$AI_FLOW_INPUT == null' }] }
`,
      'ask.yml': JOB,
      'rest.yml': `deploy: { script: ['true'] }\n`,
    });
    const asked = {
      ...request,
      variables: [{ key: 'AI_FLOW_INPUT', value: `it's "$x" \\ \`y\`` }],
    };
    expect(await planPipeline(asked)).toMatchObject({ jobs: [{ name: 'claude' }] });
    expect(await planPipeline(request)).toMatchObject({ jobs: [{ name: 'deploy' }] });
  });

  it.each([
    ['no file', {}, 'Missing CI config file'],
    [
      'no job left',
      { '.gitlab-ci.yml': `a: { script: [x], rules: [{ if: $NO }] }` },
      EMPTY_PIPELINE,
    ],
    [
      'no visible job',
      { '.gitlab-ci.yml': '.a: { script: [x] }' },
      'jobs config should contain at least one visible job',
    ],
    [
      'a missing include',
      { '.gitlab-ci.yml': 'include: more.yml' },
      'Local file `more.yml` does not exist!',
    ],
    [
      'a job without script',
      { '.gitlab-ci.yml': 'a: { stage: test }' },
      'jobs a config should implement the script:, run:, or trigger: keyword',
    ],
    [
      'inputs without a header',
      { '.gitlab-ci.yml': 'a: { script: [x] }' },
      '`.gitlab-ci.yml`: Given inputs not defined in the `spec` section of the included configuration file',
    ],
  ])('is refused for %s', async (what, files, refusal) => {
    const request = makeRepository({ 'README.md': '', ...files });
    const inputs = what === 'inputs without a header' ? { inputs: { input: 'x' } } : {};
    expect(await planPipeline({ ...request, ...inputs })).toEqual({ refusal });
  });

  it('is refused for broken YAML with the place', async () => {
    const plan = await planPipeline(makeRepository({ '.gitlab-ci.yml': 'a: [\nb: 1' }));
    expect(plan).toEqual({
      refusal: expect.stringMatching(
        /^`\.gitlab-ci\.yml`: \(<unknown>\): .* at line \d+ column \d+$/,
      ),
    });
  });
});
