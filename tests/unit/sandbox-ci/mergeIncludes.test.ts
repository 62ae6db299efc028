import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { configFor, planPipeline } from '../../sandbox/ci/planPipeline.ts';
import type { PipelineRequest } from '../../sandbox/ci/types.ts';
import { makeRepository } from './makeRepository.ts';

async function variablesIn(request: PipelineRequest): Promise<Record<string, unknown>> {
  const config = await configFor(request);
  if ('error' in config) throw new Error(config.error);
  return config.variables;
}

/** Two repositories that differ in one included file alone. */
function including(inner: string, root = 'include: more.yml\na: { script: [x] }'): PipelineRequest {
  return makeRepository({ '.gitlab-ci.yml': root, 'more.yml': inner });
}

function calling(port: number): PipelineRequest {
  return makeRepository({
    '.gitlab-ci.yml': `a: { script: ['curl http://127.0.0.1:${port}/x http://127.0.0.1:7'] }`,
  });
}

describe('an answer that was given before', () => {
  it('is not taken for a file that includes another text', async () => {
    expect(await variablesIn(including('variables: { V: one }'))).toEqual({ V: 'one' });
    expect(await variablesIn(including('variables: { V: two }'))).toEqual({ V: 'two' });
  });

  it('is not taken where a file that an included file includes differs', async () => {
    for (const value of ['one', 'two']) {
      const request = makeRepository({
        '.gitlab-ci.yml': 'include: a.yml\na: { script: [x] }',
        'a.yml': 'include: b.yml',
        'b.yml': `variables: { V: ${value} }`,
      });
      expect(await variablesIn(request)).toEqual({ V: value });
    }
  });

  it.each([
    [
      'an include of an include',
      'include: [{ local: deep.yml, rules: [{ if: $ASKED == "yes" }] }]',
    ],
    [
      'workflow:rules',
      'workflow: { rules: [{ if: $ASKED == "yes", variables: { V: deep } }, {}] }',
    ],
  ])('is not taken for other variables that decide by %s', async (_where, inner) => {
    const request = makeRepository({
      '.gitlab-ci.yml': 'include: more.yml\na: { script: [x] }',
      'more.yml': inner,
      'deep.yml': 'variables: { V: deep }',
    });
    const asked = (value: string): PipelineRequest => ({
      ...request,
      variables: [{ key: 'ASKED', value }],
    });
    expect(await variablesIn(asked('no'))).toEqual({});
    expect(await variablesIn(asked('yes'))).toEqual({ V: 'deep' });
  });

  it('is not taken for a commit with other files, where rules look at files', async () => {
    const root = 'a: { script: [x], rules: [{ exists: [Dockerfile] }] }\nb: { script: [x] }';
    const jobs = async (files: Record<string, string>): Promise<unknown> => {
      const plan = await planPipeline(makeRepository({ '.gitlab-ci.yml': root, ...files }));
      return 'refusal' in plan ? plan.refusal : plan.jobs.map(({ name }) => name);
    };
    expect(await jobs({})).toEqual(['b']);
    expect(await jobs({ Dockerfile: '' })).toEqual(['a', 'b']);
  });

  it('is given with the ports of the file that is asked about', async () => {
    for (const port of [4001, 40_012]) {
      const config = await configFor(calling(port));
      expect('error' in config ? config : config.jobs.get('a')?.script).toEqual([
        `curl http://127.0.0.1:${port}/x http://127.0.0.1:7`,
      ]);
    }
  });
});

it('a file that gitlab-ci-local alone would read decides nothing', async () => {
  const request = makeRepository({
    '.gitlab-ci.yml': 'a: { script: [x] }',
    '.gitlab-ci-local.yml': 'b: { script: [x] }',
  });
  const files = ['-C', request.repository, 'ls-tree', '--name-only', request.sha];
  expect(execFileSync('git', files, { encoding: 'utf8' })).toContain('.gitlab-ci-local.yml');
  expect(await planPipeline(request)).toMatchObject({ jobs: [{ name: 'a' }] });
});
