import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKnownAnswers } from '../../../utils/gitlab/network/createKnownAnswers.ts';
import type { SenderDeps } from '../../../utils/gitlab/network/SenderDeps.ts';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';
import { createPreviews } from '../../../utils/preview/previews.ts';
import { countRoundTrips, type RoundTrips } from '../../bench/roundTrips.ts';
import { BIG_IID } from '../../sandbox/seed/bigMergeRequest.ts';
import { type Sandbox, startSandbox } from '../../sandbox/startSandbox.ts';
import { REQUEST_ID } from '../fakes/aRun.ts';
import { noRules } from '../fakes/noRules.ts';
import { ok } from '../fakes/fakeGitLab.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({
    anthropicUrl: 'http://127.0.0.1:9',
    scale: { threads: 500, files: 300 },
  });
});
afterAll(() => sandbox.stop());

type Send = (send: SenderDeps['fetch']) => SenderDeps['fetch'];

/** What it costs to open the panel of a page: everything up to its first preview. */
async function opening(
  type: PageRef['type'],
  iid: number,
  remembering: Send = createKnownAnswers,
): Promise<RoundTrips> {
  const { world: far, counted } = countRoundTrips();
  const world = { ...far, fetch: remembering(far.fetch) };
  const previews = createPreviews({
    gitLabFor: async () =>
      ok(createGitLab({ root: sandbox.url, token: sandbox.tokens.mia }, world)),
    store: { get: async () => null, set: async () => undefined },
    draftId: async () => REQUEST_ID,
    exchanges: async () => [],
    ownPresets: async () => [],
    rulesFor: noRules,
  });
  const page: PageRef = { site: sandbox.url, projectPath: 'acme/webshop', type, iid };
  const preview = await previews.preview(
    page,
    { words: 'Why?', preset: 'ask', parts: {} },
    'panel',
  );
  expect(preview).toMatchObject({ ok: true, value: { transport: 'inputs' } });
  return counted;
}

test.each([
  ['an issue', 'issue', 12, { requests: 8, depth: 2 }],
  ['a merge request', 'merge_request', 34, { requests: 8, depth: 2 }],
  // No more than six at once: what 500 threads and 300 files need beyond the first answers takes two rounds.
  ['a huge merge request', 'merge_request', BIG_IID, { requests: 16, depth: 3 }],
] as const)('the panel of %s costs few round trips', async (what, type, iid, most) => {
  const { requests, waves } = await opening(type, iid);
  console.log(`reading: ${requests} requests, depth ${waves} (${what})`);
  expect(waves).toBeLessThanOrEqual(most.depth);
  expect(requests).toBeLessThanOrEqual(most.requests);
});

/** Remembers what one panel read for the next one. */
function shared(): Send {
  let send: SenderDeps['fetch'];
  const known = createKnownAnswers((url, init) => send(url, init));
  return (next) => {
    send = next;
    return known;
  };
}

test.each([
  ['an issue', 'issue', 12, 1],
  ['a merge request', 'merge_request', 34, 1],
  // GraphQL knows no such answer: the question, and the pages of its 500 threads.
  ['a huge merge request', 'merge_request', BIG_IID, 9],
] as const)('of %s that is opened again REST tells nothing', async (what, type, iid, most) => {
  const remembering = shared();
  const first = await opening(type, iid, remembering);
  const again = await opening(type, iid, remembering);
  console.log(
    `reading again: ${again.requests} requests, ${again.told} of them told anything (${what})`,
  );
  expect(first.told).toBe(first.requests);
  expect(again.requests).toBe(first.requests);
  expect(again.told).toBeLessThanOrEqual(most);
});
