import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { includeFiles } from '../../utils/setup/includeFiles.ts';
import { jobsFile } from '../../utils/setup/jobFiles.ts';
import { resolveConfig } from '../sandbox/ci/resolveConfig.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const prompt = 'Which file sums up the cart?';
const jobsOf = (path: string): string[] =>
  shop.sandbox
    .pipelines(path)
    .at(-1)
    ?.jobs.map(({ name }) => name) ?? [];

describe('a project that keeps the job in its own CI file', () => {
  it('gets its answer where the job is pasted, and its other jobs run too', async () => {
    const { status, result } = await shop.askByVariables({ prompt });
    expect([status, result.outcome]).toEqual(['success', 'answered']);
    expect(jobsOf('acme/legacy')).toEqual(['test', 'claude', 'deploy']);
  });

  it('gets its answer from the include beside others, and nothing else runs', async () => {
    const model = shop.sandbox.model?.url ?? '';
    const [content = ''] = shop
      .git('acme/legacy', 'show', 'main:.gitlab-ci.yml')
      .split('# The jobs');
    const placed = includeFiles(jobsFile({ anthropic: model }), {
      path: '.gitlab-ci.yml',
      content,
    });
    const files = Object.values(placed ?? {}).map((file) => [file.path, file.content]);
    plantIn(shop, 'main', Object.fromEntries(files), 'acme/legacy');
    const { status, result } = await shop.askByVariables({ prompt });
    expect([status, result.outcome]).toEqual(['success', 'answered']);
    expect(jobsOf('acme/legacy')).toEqual(['claude']);
  });
});

it('the repository is a CI/CD component: its jobs come by include:component too', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  plantIn(shop, 'main', { 'templates/claude.yml': jobsFile({}), 'README.md': readme });
  const sha = shop.git('acme/webshop', 'rev-parse', 'main').trim();
  const resolved = await resolveConfig({
    repository: shop.sandbox.project('acme/webshop').repository,
    sha,
    ciConfigPath: '.gitlab-ci.yml',
    // Where gitlab-ci-local takes the checkout to be.
    content: `include:\n  - component: gitlab.example/group/project/claude@${sha}\n`,
    variables: [],
  });
  expect('error' in resolved ? resolved.error : [...resolved.jobs.keys()]).toEqual([
    'claude',
    'claude-bedrock',
    'claude-vertex',
  ]);
});

describe('two asks at the same time', () => {
  const slow = '!model {"slow":1500}\n!model {"say":"Done."}';

  it('about one issue are answered one after the other', async () => {
    const before = times().length;
    await Promise.all([shop.ask({ prompt: slow }), shop.ask({ prompt: slow })]);
    const [first, second] = times().slice(before).toSorted();
    expect(first?.[1] && second?.[0] && first[1] <= second[0]).toBe(true);
  });

  it('about two issues do not wait for each other', async () => {
    const before = times().length;
    await Promise.all([
      shop.ask({ prompt: slow, resource: 'issue/12' }),
      shop.ask({ prompt: slow, resource: 'issue/13' }),
    ]);
    const [first, second] = times().slice(before).toSorted();
    expect(first?.[1] && second?.[0] && second[0] < first[1]).toBe(true);
  });
});

/** When each job of the webshop began and ended. */
function times(): (readonly [string, string])[] {
  return shop.sandbox
    .pipelines('acme/webshop')
    .flatMap(({ jobs }) =>
      jobs.map(({ startedAt, finishedAt }) => [startedAt ?? '', finishedAt ?? ''] as const),
    );
}
