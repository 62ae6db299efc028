import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byteLength } from '../../../utils/context/byteLength.ts';
import type { Context, ContextPart, PartName } from '../../../utils/context/Context.ts';
import { fitToBudget, PROMPT_BUDGET } from '../../../utils/context/fitToBudget.ts';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import { gather } from '../../../utils/preview/gather.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import { bare } from '../fakes/bare.ts';
import { countRoundTrips, type RoundTrips } from '../../bench/roundTrips.ts';
import { faultAnswers } from '../../sandbox/faults.ts';
import { BIG_IID } from '../../sandbox/seed/bigMergeRequest.ts';
import { type Sandbox, startSandbox } from '../../sandbox/startSandbox.ts';
import { cutText } from '../../../utils/context/Cut.ts';
import { labelText } from '../../../utils/context/Label.ts';

/** A merge request of 500 threads and 300 files, as a server gives it page by page. */

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    anthropicUrl: 'http://127.0.0.1:9',
    scale: { threads: 500, files: 300 },
  });
});
afterAll(() => sandbox.stop());

async function readPage(
  type: PageRef['type'],
  iid: number,
  discussionId?: string,
): Promise<{ context: Context; counted: RoundTrips }> {
  const { world, counted } = countRoundTrips();
  const gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens.mia }, world);
  const page: PageRef = { site: sandbox.url, projectPath: 'acme/webshop', type, iid };
  const gathered = await gather(gitLab, page, discussionId);
  if (!gathered.ok) throw new Error(gathered.failure.kind);
  await gathered.value.repository.commands;
  await gathered.value.lint({ ref: 'ask-claude' });
  return { context: gathered.value.context, counted };
}

function part({ parts }: Pick<Context, 'parts'>, name: PartName): ContextPart {
  const found = parts.find((one) => one.name === name);
  if (!found) throw new Error(`no part ${name}`);
  return found;
}

describe('a merge request of 500 threads and 300 files', () => {
  test('is read whole in three round trips, the project included, never more than six requests at once', async () => {
    const { context, counted } = await readPage('merge_request', BIG_IID);
    expect(counted.waves).toBeLessThanOrEqual(3);
    expect(counted.most).toBeLessThanOrEqual(6);
    expect(context.parts.map(({ name, failure }) => [name, failure])).toEqual(
      ['description', 'threads', 'comments', 'diff', 'commits', 'jobs', 'linked'].map((name) => [
        name,
        undefined,
      ]),
    );
    expect(part(context, 'threads').items).toHaveLength(500);
    expect(part(context, 'threads').items[499]?.text).toContain('Thread 499:');
    const diff = part(context, 'diff');
    expect(diff.counts).toMatch(/^30\d files, /);
    expect(part(context, 'jobs').items.map(({ label }) => labelText(label))).toEqual([
      expect.stringMatching(/^pipeline \d+$/),
      'job unit',
      'job lint',
    ]);
    expect(part(context, 'jobs').items[1]?.text).toMatch(/not ok 4001 - total$/);
    expect(bare(part(context, 'linked').items[0]?.text)).toMatch(
      /^=== Issue #12 \(closed by this\): Cart/,
    );
  });

  test('within the budget keeps what is worth most, and names what it leaves out', async () => {
    const discussion = sandbox
      .project('acme/webshop')
      .mergeRequests.find(({ iid }) => iid === BIG_IID)?.discussions[4];
    const { context, counted } = await readPage('merge_request', BIG_IID, discussion?.id ?? '');
    expect(counted.waves).toBeLessThanOrEqual(3);
    const fitted = fitToBudget(context.parts, PROMPT_BUDGET);
    const texts = fitted.flatMap(({ items }) => items.map(({ text }) => text));
    const bytes = texts.reduce((sum, text) => sum + byteLength(text), 0);
    expect(bytes).toBeLessThanOrEqual(PROMPT_BUDGET);
    expect(bytes).toBeGreaterThan(PROMPT_BUDGET - 1024);
    const threads = part({ parts: fitted }, 'threads');
    expect(bare(threads.items[0]?.text)).toMatch(
      /^=== Thread that is asked about on src\/part-5\/file-5.js:5/,
    );
    expect(threads.items[0]?.text).toContain('The hunk it stands in:\n@@ -0,0 +1,');
    expect(threads.items[0]?.text).toContain('5> export const priceInCents');
    expect(threads.items.some(({ text }) => text.includes('Thread 499:'))).toBe(true);
    expect(part({ parts: fitted }, 'jobs').items).toHaveLength(3);
    for (const { cut } of fitted)
      expect(byteLength(cut.map(cutText).join('\n'))).toBeLessThan(4096);
    expect(part({ parts: fitted }, 'diff').cut.length).toBeGreaterThan(1);
  });

  test('a page of threads that is refused costs the threads, nothing else', async () => {
    const path = '/api/graphql';
    sandbox.faults.next({ path }, { kind: 'latency', milliseconds: 0 });
    sandbox.faults.next({ path }, faultAnswers.rateLimited(60), 9);
    const { context } = await readPage('merge_request', BIG_IID);
    sandbox.faults.clear();
    expect(part(context, 'threads').failure?.kind).toBe('rate_limited');
    expect(part(context, 'diff').items.length).toBeGreaterThan(0);
    expect(part(context, 'diff').failure).toBeUndefined();
  });
});

test('an ordinary issue is read with what it is linked with', async () => {
  const { context } = await readPage('issue', 12);
  expect(part(context, 'linked').items.map(({ label }) => label)).toEqual([
    '!500 Price everything anew',
  ]);
});
