import { describe, expect, test } from 'vitest';
import { byteLength } from '../../../utils/context/byteLength.ts';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { Gathered } from '../../../utils/preview/gather.ts';
import { NAME, REQUEST_ID } from '../fakes/aRun.ts';
import { aContext, aLint, aPart, aPlace } from '../fakes/aGathered.ts';
import { aProject, SITE, THREAD } from '../fakes/entities.ts';
import { fails, ok } from '../fakes/fakeGitLab.ts';

import { central, foreign, from, made, valueOf } from '../pipeline/makeAsk.ts';

/** A lint that nobody may ask for. */
async function unasked(): Promise<never> {
  throw new Error('There is nothing to lint.');
}

/** A branch with something in the way. */
function closed(failure: Failure): Gathered['place'] {
  return ok(aPlace({ failure }));
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
    'reply',
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
  expect(preview.failure).toBeUndefined();
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
      ours: true,
      layout: 'prompt',
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
