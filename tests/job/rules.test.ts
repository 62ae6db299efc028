import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { includeFiles } from '../../utils/setup/includeFiles.ts';
import { jobsFile, rootFile } from '../../utils/setup/jobFiles.ts';
import { planPipeline } from '../sandbox/ci/planPipeline.ts';
import type { PipelineSource } from '../sandbox/ci/types.ts';
import { makeRepository } from '../sandbox/seed/fastImport.ts';

const OTHERS = `stages: [test, deploy]
test:
  stage: test
  script: [node --test]
deploy:
  stage: deploy
  script: [echo deploying]
review:
  stage: test
  script: [echo reviewing]
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
`;

type Placement = 'runner branch' | 'include' | 'pasted';
const SOURCES: PipelineSource[] = ['api', 'trigger', 'web', 'push', 'merge_request_event'];
const PROVIDERS = [
  { provider: null, job: 'claude' },
  { provider: 'bedrock', job: 'claude-bedrock' },
  { provider: 'vertex', job: 'claude-vertex' },
];

let folder: string;
const shas = new Map<Placement, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  const jobs = jobsFile({});
  const beside = includeFiles(jobs, { path: '.gitlab-ci.yml', content: OTHERS });
  const trees: [Placement, Record<string, string>][] = [
    ['runner branch', { '.gitlab-ci.yml': rootFile({}) }],
    [
      'include',
      Object.fromEntries(Object.values(beside ?? {}).map(({ path, content }) => [path, content])),
    ],
    ['pasted', { '.gitlab-ci.yml': `${OTHERS}\n${jobs}` }],
  ];
  const made = await makeRepository(
    join(folder, 'shop.git'),
    trees.map(([placement, files]) => ({
      ref: `refs/heads/${placement.replace(' ', '-')}`,
      message: placement,
      author: { name: 'A', email: 'a@a.test' },
      at: 1_700_000_000,
      parent: null,
      files,
    })),
  );
  trees.forEach(([placement], index) => shas.set(placement, made[index] ?? ''));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Names of the jobs that a pipeline would have; none where GitLab makes no pipeline. */
async function jobsOf(
  placement: Placement,
  source: PipelineSource,
  provider: string | null,
  asked: boolean,
): Promise<string[]> {
  const plan = await planPipeline({
    repository: join(folder, 'shop.git'),
    ref: placement.replace(' ', '-'),
    sha: shas.get(placement) ?? '',
    ciConfigPath: '.gitlab-ci.yml',
    source,
    variables: asked ? [{ key: 'AI_FLOW_INPUT', value: 'Why $$5?' }] : [],
    projectVariables: provider === null ? [] : [{ key: 'CLAUDE_PROVIDER', value: provider }],
  });
  return 'refusal' in plan ? [] : plan.jobs.map(({ name }) => name);
}

/** The whole table of a placement: a row `source` or `source, asked`, its jobs. */
async function tableOf(
  placement: Placement,
  provider: string | null,
): Promise<Record<string, string[]>> {
  const rows: [string, string[]][] = [];
  for (const source of SOURCES) {
    const [otherwise = [], asked = []] = await Promise.all(
      [false, true].map((isAsked) => jobsOf(placement, source, provider, isAsked)),
    );
    rows.push([source, otherwise], [`${source}, asked`, asked]);
  }
  return Object.fromEntries(rows);
}

describe.each(PROVIDERS)('with the provider $provider', ({ provider, job }) => {
  it('the runner branch has the one job when it is asked, and makes no other pipeline', async () => {
    expect(await tableOf('runner branch', provider)).toEqual({
      api: [],
      'api, asked': [job],
      trigger: [],
      'trigger, asked': [job],
      web: [],
      'web, asked': [job],
      push: [],
      'push, asked': [],
      merge_request_event: [],
      'merge_request_event, asked': [],
    });
  });

  it('an include beside others keeps each side out of the other’s pipelines', async () => {
    const others = ['test', 'deploy'];
    expect(await tableOf('include', provider)).toEqual({
      api: others,
      'api, asked': [job],
      trigger: others,
      'trigger, asked': [job],
      web: others,
      'web, asked': [job],
      push: others,
      'push, asked': others,
      merge_request_event: ['review'],
      'merge_request_event, asked': ['review'],
    });
  });

  it('pasted, the job is not woken by others’ pipelines, but starts those that have no rules', async () => {
    const others = ['test', 'deploy'];
    const withOthers = ['test', job, 'deploy'];
    expect(await tableOf('pasted', provider)).toEqual({
      api: others,
      'api, asked': withOthers,
      trigger: others,
      'trigger, asked': withOthers,
      web: others,
      'web, asked': withOthers,
      push: others,
      'push, asked': others,
      merge_request_event: ['review'],
      'merge_request_event, asked': ['review'],
    });
  });
});

it('the jobs file says that pasted it cannot keep other jobs out', () => {
  expect(jobsFile({})).toMatch(/^# Beside other jobs in one file, .*\n# cannot keep them out\./m);
});
