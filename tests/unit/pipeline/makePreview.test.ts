import { describe, expect, test } from 'vitest';
import { byteLength } from '../../../utils/context/byteLength.ts';
import type { Context } from '../../../utils/context/Context.ts';
import { NOTHING_EARLIER } from '../../../utils/pipeline/earlier.ts';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { Gathered } from '../../../utils/pipeline/gather.ts';
import { makePreview } from '../../../utils/pipeline/makePreview.ts';
import type { StoredPreview } from '../../../utils/pipeline/StoredPreview.ts';
import type { PreviewMaterial } from '../../../utils/pipeline/writeAsk.ts';
import { PRESETS } from '../../../utils/prompt/presets.ts';
import { NAME, REQUEST_ID } from '../fakes/aRun.ts';
import {
  aContext,
  aGathered,
  aLint,
  anItem,
  aPart,
  aPlace,
  FOREIGN_JOB,
  FOREIGN_JOB_BOTH,
} from '../fakes/aGathered.ts';
import { aProject, issuePage, SITE, THREAD } from '../fakes/entities.ts';
import { fails, ok } from '../fakes/fakeGitLab.ts';

const central = aProject({ id: 9, path_with_namespace: 'acme/runner' });
const foreign: Partial<Gathered> = { lint: async () => ok(aLint(FOREIGN_JOB)) };
const handsOnBoth: Partial<Gathered> = { lint: async () => ok(aLint(FOREIGN_JOB_BOTH)) };

/** The material of an ask, where it differs from a plain question about an issue. */
interface Given extends Partial<
  Omit<PreviewMaterial, 'request' | 'gathered' | 'earlier' | 'preset'>
> {
  preset?: string;
  quotes?: boolean;
  request?: Partial<PreviewMaterial['request']>;
  gathered?: Partial<Gathered>;
  earlier?: Partial<PreviewMaterial['earlier']>;
}

async function made(given: Given = {}): Promise<StoredPreview> {
  const { preset: name = 'ask', quotes, request, gathered, earlier, ...more } = given;
  const preset = PRESETS.find((one) => one.name === name);
  if (!preset) throw new Error(`There is no preset ${name}.`);
  return makePreview({
    page: issuePage,
    preset: quotes ? { ...preset, quotes } : preset,
    request: { words: 'Why?', preset: name, parts: {}, ...request },
    gathered: aGathered(gathered),
    requestId: REQUEST_ID,
    boundary: 'b'.repeat(32),
    reply: undefined,
    options: {},
    earlier: { ...NOTHING_EARLIER, ...earlier },
    ...more,
  });
}

function valueOf({ variables }: StoredPreview, name: string): string {
  return variables.find(({ key }) => key === name)?.value ?? '';
}

function askOf(preview: StoredPreview): Record<string, unknown> {
  return JSON.parse(valueOf(preview, 'AI_FLOW_CONTEXT')).ask_claude;
}

/** A lint that nobody may ask for. */
async function unasked(): Promise<never> {
  throw new Error('There is nothing to lint.');
}

/** A branch with something in the way. */
function closed(failure: Failure): Gathered['place'] {
  return ok(aPlace({ failure }));
}

function from(context: Partial<Context>): Given {
  return { gathered: { context: aContext(context) } };
}

test('a plain question is a run of the project, and says no more than it has to', async () => {
  const preview = await made();
  expect(preview.run).toEqual({
    id: REQUEST_ID,
    site: SITE,
    projectId: 5,
    projectPath: 'acme/webshop',
    page: { type: 'issue', iid: 12, title: 'Cart total ignores quantities' },
    preset: 'ask',
    mode: 'ask',
    label: 'Why?',
    ref: 'ask-claude',
    pipelineName: NAME,
    named: true,
    jobName: 'claude',
    newestPipelineId: 41,
    state: 'sending',
    createdAt: '',
  });
  expect(Object.keys(preview).toSorted()).toEqual([
    'id',
    'jobName',
    'layout',
    'mode',
    'order',
    'otherJobs',
    'ours',
    'page',
    'parts',
    'private',
    'projectId',
    'pushJobs',
    'ref',
    'removals',
    'request',
    'run',
    'size',
    'title',
    'transport',
    'variables',
  ]);
});

test('a run knows its thread, what it continues and amends, its trigger token and its runner project', async () => {
  const { run, ...preview } = await made({
    request: { discussionId: THREAD, continues: 'run 1', amends: ['run 2'] },
    gathered: { home: central, trigger: true, context: aContext({ threadLabel: 'dev' }) },
  });
  expect(run).toMatchObject({
    projectId: 9,
    projectPath: 'acme/webshop',
    runner: { projectPath: 'acme/runner', askedProjectId: 5 },
    trigger: true,
    discussionId: THREAD,
    continues: 'run 1',
    amends: ['run 2'],
  });
  expect(preview).toMatchObject({
    discussionId: THREAD,
    threadLabel: 'dev',
    runnerProject: 'acme/runner',
    trigger: true,
  });
  expect((await made({ request: { amends: [] } })).run).not.toHaveProperty('amends');
});

test('when the page was last changed goes along', async () => {
  const updatedAt = '2026-11-21T09:00:00Z';
  expect((await made(from({ updatedAt }))).updatedAt).toBe(updatedAt);
});

describe('where no branch can be chosen', () => {
  const place = fails('forbidden');

  test('the ask is shown all the same, and no job is looked for', async () => {
    const gathered = { place, lint: unasked };
    expect(await made({ gathered, preset: 'implement-issue' })).toMatchObject({
      failure: { kind: 'forbidden' },
      ref: { name: 'main', kind: 'unknown', unprotected: false, uncertain: true },
      transport: 'variables',
      jobName: 'claude',
      otherJobs: [],
      pushJobs: null,
      run: { named: false },
    });
  });

  test('an empty project has no ref at all', async () => {
    const home = aProject({ default_branch: null });
    expect((await made({ gathered: { place, home } })).ref.name).toBe('');
  });
});

test('without a CI file no job is looked for', async () => {
  const place = closed({ kind: 'no_ci_file' });
  const { failure } = await made({ gathered: { place, lint: unasked } });
  expect(failure).toEqual({ kind: 'no_ci_file' });
});

describe('what is in the way', () => {
  const jobless: Partial<Gathered> = { lint: async () => ok(aLint('test:\n  script: [a]\n')) };
  const forbidden = { kind: 'forbidden', subject: 'main' } as const;

  test('is first that there is no job, then that the branch is closed to the user', async () => {
    const place = closed(forbidden);
    expect((await made({ gathered: { place } })).failure).toEqual(forbidden);
    expect((await made({ gathered: { place, ...jobless } })).failure?.kind).toBe('no_job');
    const broken = { valid: false, errors: ['Please provide content of .gitlab-ci.yml'] };
    const fileless = { place, lint: async () => ok(broken) };
    expect((await made({ gathered: fileless })).failure?.kind).toBe('no_ci_file');
    const unread = { place, lint: async () => fails('network') };
    expect((await made({ gathered: unread })).failure).toEqual(forbidden);
  });

  test('is the user’s role before anything else', async () => {
    const place = closed({ ...forbidden, reason: 'role' });
    expect((await made({ gathered: { place, ...jobless } })).failure).toMatchObject({
      kind: 'forbidden',
    });
  });

  test('is that variables are forbidden, before what the file lacks', async () => {
    const place = closed({ kind: 'variables_forbidden' });
    expect((await made({ gathered: { place, ...jobless } })).failure?.kind).toBe(
      'variables_forbidden',
    );
  });

  test('is a thread that is not there, or was not read', async () => {
    const request = { discussionId: THREAD };
    expect((await made({ request })).failure).toEqual({ kind: 'not_found', subject: THREAD });
    const comments = { ...aPart('comments'), failure: { kind: 'network' } as const };
    const context = aContext({ parts: [aPart('description'), comments] });
    expect((await made({ request, gathered: { context } })).failure).toEqual({ kind: 'network' });
  });

  test('is by how much the user’s words are too long', async () => {
    const preview = await made({ request: { words: 'x'.repeat(130_000) }, gathered: foreign });
    const over = byteLength(valueOf(preview, 'AI_FLOW_INPUT')) / 120_000 - 1;
    expect(preview.failure).toEqual({
      kind: 'refused',
      reason: 'words_too_long',
      subject: `+${Math.ceil(over * 100)} %`,
    });
  });
});

describe('what was private before', () => {
  const earlier = { text: 'A secret.', private: true };

  test('goes to our job, and to no other', async () => {
    const kept = await made({ earlier });
    expect(valueOf(kept, 'AI_FLOW_INPUT')).toContain('A secret.');
    expect(kept.failure).toBeUndefined();
    const refused = await made({ earlier, gathered: foreign });
    expect(valueOf(refused, 'AI_FLOW_INPUT')).not.toContain('A secret.');
    expect(refused.failure).toEqual({ kind: 'refused', reason: 'earlier_private' });
    expect(refused.private).toBe(true);
  });

  test('is answered nowhere on a page that more people read', async () => {
    expect((await made({ earlier })).run).toMatchObject({ private: true, sentPrivate: true });
    const confidential = await made({ ...from({ private: true }), earlier });
    expect(confidential.run.sentPrivate).toBe(true);
    expect(confidential.run).not.toHaveProperty('private');
    const withheld = await made({ ...from({ private: true }), earlier: { withheld: true } });
    expect(withheld.run.private).toBe(true);
  });

  test('goes to another job where it was not private', async () => {
    const preview = await made({ earlier: { text: 'No secret.' }, gathered: foreign });
    expect(valueOf(preview, 'AI_FLOW_INPUT')).toContain('No secret.');
    expect(preview.failure).toBeUndefined();
    expect([preview.private, preview.run.sentPrivate]).toEqual([false, undefined]);
  });
});

describe('where changes go', () => {
  const preset = 'implement-issue';

  test('is told of our job, for a change', async () => {
    expect(await made({ preset })).toMatchObject({
      delivery: { to: 'new_branch' },
      pushJobs: ['test'],
    });
    expect(await made({ preset, gathered: foreign })).not.toHaveProperty('delivery');
    expect(await made()).not.toHaveProperty('delivery');
  });
});

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

describe('whether it holds text by others', () => {
  const own = aPart('description', anItem('I wrote this.', { own: true }));

  test('is no only where the asker wrote all of it', async () => {
    expect(askOf(await made(from({ parts: [own] }))).untrusted).toBe(false);
    expect(askOf(await made()).untrusted).toBe(true);
    const both = aPart('description', anItem('Mine.', { own: true }), anItem('Theirs.'));
    expect(askOf(await made(from({ parts: [both] }))).untrusted).toBe(true);
    const named = { ...own, cut: ['Somebody’s file'] };
    expect(askOf(await made(from({ parts: [named] }))).untrusted).toBe(true);
  });

  test('is yes where a preset quotes the page, or an earlier answer goes along', async () => {
    const given = from({ parts: [own] });
    expect(askOf(await made({ ...given, quotes: true })).untrusted).toBe(true);
    expect(askOf(await made({ ...given, earlier: { text: 'Before.' } })).untrusted).toBe(true);
  });
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
    expect(preview.size).toEqual({ bytes, budget: 98_304, wished: 98_304, highest: 1_000_000 });
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
        wished: 200_000,
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
