import { describe, expect, test } from 'vitest';
import { byteLength } from '../../../utils/context/byteLength.ts';
import type { Gathered } from '../../../utils/preview/gather.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { aContext, aLint, anItem, aPart, aPlace, FOREIGN_JOB_BOTH } from '../fakes/aGathered.ts';
import { aProject, issuePage, mergeRequestPage, THREAD } from '../fakes/entities.ts';
import { ok } from '../fakes/fakeGitLab.ts';

import { central, foreign, from, made, valueOf, type Given } from '../pipeline/makeAsk.ts';

const handsOnBoth: Partial<Gathered> = { lint: async () => ok(aLint(FOREIGN_JOB_BOTH)) };

function askOf(preview: StoredPreview): Record<string, unknown> {
  return JSON.parse(valueOf(preview, 'AI_FLOW_CONTEXT')).ask_claude;
}

describe('the answer', () => {
  test.each([
    ['of a question is quiet', {}, 'none'],
    ['of a question is a note where the project wants it', { reply: 'note' }, 'note'],
    ['of a change is told', { preset: 'implement-issue' }, 'note'],
    [
      'of a change is quiet where the project wants it',
      { preset: 'implement-issue', reply: 'none' },
      'none',
    ],
    ['of a thread is a reply', { request: { discussionId: THREAD } }, 'thread'],
    [
      'of a thread is quiet where the project wants it',
      { request: { discussionId: THREAD }, reply: 'none' },
      'none',
    ],
    ['from a runner project, which keeps none, is told', { gathered: { home: central } }, 'note'],
  ] satisfies [string, Given, string][])('%s', async (_, given: Given, reply) => {
    expect(askOf(await made(given)).reply).toBe(reply);
  });
});

describe('findings that become a review of the asker’s own', () => {
  test.each([
    ['are asked for by a review of a merge request', {}, true],
    ['are asked for by a security review', { preset: 'security-review' }, true],
    ['are asked for where a fix is suggested', { preset: 'suggest-pipeline-fix' }, true],
    ['are none of a question', { preset: 'ask' }, undefined],
    ['are none on an issue', { page: issuePage }, undefined],
    ['are none where the answer is posted', { reply: 'note' }, undefined],
    ['are none in a thread', { request: { discussionId: THREAD } }, undefined],
  ] satisfies [string, Given, true | undefined][])('%s', async (_, given: Given, findings) => {
    const preview = await made({ page: mergeRequestPage, preset: 'review', ...given });
    expect(askOf(preview).findings).toBe(findings);
  });

  test('are none where a job of others runs', async () => {
    const preview = await made({ page: mergeRequestPage, preset: 'review', gathered: foreign });
    expect(valueOf(preview, 'AI_FLOW_CONTEXT')).not.toContain('findings');
  });
});

describe('whether it holds text by others', () => {
  const own = aPart('description', anItem('I wrote this.', { own: true }));

  test('is no only where the asker wrote all of it', async () => {
    expect(askOf(await made(from({ parts: [own] }))).untrusted).toBe(false);
    expect(askOf(await made()).untrusted).toBe(true);
    const both = aPart('description', anItem('Mine.', { own: true }), anItem('Theirs.'));
    expect(askOf(await made(from({ parts: [both] }))).untrusted).toBe(true);
    const named = { ...own, cut: [{ kind: 'more', count: 1 } as const] };
    expect(askOf(await made(from({ parts: [named] }))).untrusted).toBe(true);
  });

  test('is yes where a preset quotes the page, or an earlier answer goes along', async () => {
    const given = from({ parts: [own] });
    expect(askOf(await made({ ...given, quotes: true })).untrusted).toBe(true);
    expect(askOf(await made({ ...given, earlier: { text: 'Before.' } })).untrusted).toBe(true);
  });
});

test('a merge request goes beside the prompt in the shape that GitLab gives its own agents', async () => {
  const context = aContext({ parts: [aPart('diff', anItem('+return total;'))] });
  const gathered = { ...handsOnBoth, context };
  const page = mergeRequestPage;
  const request = { parts: { diff: true } };
  const ofMergeRequest = await made({ page, gathered, request });
  expect(valueOf(ofMergeRequest, 'AI_FLOW_CONTEXT')).toContain('"diff":"<<<');
  const ofIssue = await made({ gathered, request });
  expect(valueOf(ofIssue, 'AI_FLOW_CONTEXT')).toContain('"issue_comments"');
});

describe('people who are no members', () => {
  const item = anItem('By a stranger.', { membersOnly: null });
  const given = (
    visibility: 'public' | 'private',
    more: Partial<Given['request']> = {},
  ): Given => ({
    request: more,
    gathered: {
      project: aProject({ visibility }),
      context: aContext({ parts: [aPart('comments', item)] }),
    },
  });

  test('are left out in public projects, unless the user wants them', async () => {
    const left = await made(given('public'));
    expect(left.strangers).toEqual({ texts: 1, leftOut: true });
    expect(valueOf(left, 'AI_FLOW_INPUT')).not.toContain('By a stranger.');
    const kept = await made(given('public', { leaveOutStrangers: false }));
    expect(kept.strangers).toEqual({ texts: 1, leftOut: false });
    expect(valueOf(kept, 'AI_FLOW_INPUT')).toContain('By a stranger.');
    expect((await made(given('private'))).strangers?.leftOut).toBe(false);
  });
});

describe('the size', () => {
  const long = aContext({ parts: [aPart('description', anItem('x'.repeat(90_000)))] });

  test('is what Claude reads', async () => {
    const preview = await made();
    const bytes = byteLength(valueOf(preview, 'AI_FLOW_INPUT'));
    expect(preview.size).toEqual({ bytes, budget: 98_304, requested: 98_304, highest: 1_000_000 });
    const both = await made({ gathered: handsOnBoth });
    expect(both.layout).toBe('both');
    expect(both.size.bytes).toBe(
      byteLength(valueOf(both, 'AI_FLOW_INPUT') + valueOf(both, 'AI_FLOW_CONTEXT')),
    );
  });

  test('includes what went before', async () => {
    const earlier = { text: 'y'.repeat(30_000) };
    const request = { budget: 40_000 };
    const preview = await made({ request, earlier, gathered: { context: long } });
    expect(preview.size.bytes).toBeLessThanOrEqual(40_000);
    expect(preview.size.bytes).toBeGreaterThan(35_000);
    const full = await made({ request: { budget: 20_000 }, earlier });
    expect(valueOf(full, 'AI_FLOW_INPUT')).toContain(earlier.text);
  });

  test('is never above what the transport takes', async () => {
    const request = { budget: 200_000 };
    for (const gathered of [{ trigger: true }, { place: ok(aPlace({ transport: 'inputs' })) }])
      expect((await made({ request, gathered })).size).toMatchObject({
        requested: 200_000,
        budget: 120_000,
        highest: 120_000,
      });
    expect((await made({ request })).size).toMatchObject({ budget: 200_000 });
  });

  test('shrinks until what is sent fits, and no further than it must', async () => {
    const context = aContext({ parts: [aPart('description', anItem('%'.repeat(90_000)))] });
    const preview = await made({ gathered: { ...foreign, context } });
    expect(preview.failure).toBeUndefined();
    const sent = preview.order.variables?.find(({ key }) => key === 'AI_FLOW_INPUT')?.value ?? '';
    expect(byteLength(sent)).toBeLessThanOrEqual(120_000);
    expect(byteLength(sent)).toBeGreaterThan(80_000);
  });
});
