import { describe, expect, test } from 'vitest';
import type { Gathered } from '../../../utils/preview/gather.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { aContext, aLint, aPlace, FOREIGN_JOB_BOTH } from '../fakes/aGathered.ts';
import { runnerMerged } from '../fakes/ciFiles.ts';
import { aProject } from '../fakes/entities.ts';
import { ok } from '../fakes/fakeGitLab.ts';
import { made, valueOf, type Given } from '../pipeline/makeAsk.ts';

/** What nobody may ask for. */
async function unasked(): Promise<never> {
  throw new Error('Nobody needs that.');
}

/** A job beside Claude's that a rule decides about. */
function beside(rule: string): string {
  return `${runnerMerged}\nextra:\n  script: [make]\n  rules: [{if: '${rule}'}]\n`;
}

function linted(merged: string, more: Partial<Gathered> = {}): Given {
  return { gathered: { lint: async () => ok(aLint(merged)), ...more } };
}

const sure = { name: 'extra', certain: true };
const open = { name: 'extra', certain: false };

describe('the job', () => {
  test('is judged as that of the user who asks, but of nobody known with a trigger token', async () => {
    const merged = beside('$GITLAB_USER_LOGIN == "mia"');
    expect((await made(linted(merged))).otherJobs).toEqual([sure]);
    expect((await made(linted(merged, { user: null }))).otherJobs).toEqual([open]);
    expect((await made(linted(merged, { trigger: true }))).otherJobs).toEqual([open]);
  });

  test('is judged by the source that its pipeline has', async () => {
    const merged = beside('$CI_PIPELINE_SOURCE == "trigger"');
    expect((await made(linted(merged))).otherJobs).toEqual([]);
    expect((await made(linted(merged, { trigger: true }))).otherJobs).toEqual([sure]);
  });

  test('is judged with the settings’ names where these could tell more, which are not asked for else', async () => {
    const merged = beside('$DEPLOY');
    expect((await made(linted(merged, { settings: async () => new Set() }))).otherJobs).toEqual([]);
    const set = { settings: async () => new Set(['DEPLOY']) };
    expect((await made(linted(merged, set))).otherJobs).toEqual([open]);
    const certain = beside('$CI_COMMIT_BRANCH');
    expect((await made(linted(certain, { settings: unasked }))).otherJobs).toEqual([sure]);
  });

  test('of a root file that is too long is not judged', async () => {
    const place = ok(aPlace({ rootFile: `a: {}\n#${'x'.repeat(1_100_000)}` }));
    expect((await made({ gathered: { place, lint: unasked } })).failure).toEqual({
      kind: 'refused',
      reason: 'ci_file_too_long',
      subject: 'root file',
    });
  });

  test('is refused in GitLab’s words where a ref is missing that its rules need', async () => {
    const asked: unknown[] = [];
    const refused: Gathered['refused'] = async (refs) => {
      asked.push(...refs.map(({ ref }) => ref));
      return 'No such ref';
    };
    const merged = `${runnerMerged}\nextra:\n  script: [make]\n  rules: [{changes: {paths: [a], compare_to: gone}}]\n`;
    const preview = await made(linted(merged, { refused }));
    expect(preview.failure).toEqual({ kind: 'refused', detail: 'No such ref' });
    expect(preview).toMatchObject({ jobName: 'claude', otherJobs: [open] });
    expect(asked).toEqual(['gone']);
  });

  test('is judged with what included files include', async () => {
    const linting: unknown[] = [];
    const gathered: Partial<Gathered> = {
      place: ok(aPlace({ rootFile: 'include: m.yml\n' })),
      included: async (rootFile, ref) => {
        expect([rootFile, ref]).toEqual(['include: m.yml\n', 'ask-claude']);
        return new Map([['m.yml', 'include: [{local: x.yml, rules: [{if: $AI_FLOW_INPUT}]}]\n']]);
      },
      lint: async (target) => {
        linting.push(target);
        return ok(aLint(runnerMerged));
      },
    };
    await made({ gathered });
    expect(linting).toEqual([
      {
        content: `include:\n  - project: acme/webshop\n    ref: ${'c'.repeat(40)}\n    file: /x.yml\n`,
      },
    ]);
  });

  test('that hands on both gets both, unless the user chooses', async () => {
    const both = linted(FOREIGN_JOB_BOTH);
    expect(await made(both)).toMatchObject({ layout: 'both', ours: false });
    expect(await made({ ...both, request: { layout: 'prompt' } })).toMatchObject({
      layout: 'prompt',
    });
  });
});

describe('who may read the job’s log', () => {
  test.each([
    [{ visibility: 'public' }, false, undefined],
    [{ visibility: 'public', public_jobs: true }, false, 'anyone'],
    [{ visibility: 'internal', public_jobs: true }, false, 'signed_in'],
    [{ visibility: 'private', public_jobs: true }, false, undefined],
    [{ visibility: 'private', public_jobs: true }, true, 'guests'],
    [{ visibility: 'private', public_jobs: false }, true, undefined],
  ])('in a project %j, for a private ask: %s', async (project, isPrivate, readers) => {
    const context = aContext({ private: isPrivate });
    const preview = await made({ gathered: { home: aProject(project), context } });
    expect(preview.readers).toBe(readers);
  });
});

/** Whether the job is asked for it. */
function isAskedFor(preview: StoredPreview): boolean {
  return valueOf(preview, 'AI_FLOW_CONTEXT').includes('"acknowledge":true');
}

describe('a comment that says at once that Claude is at work', () => {
  const wanted: Partial<Gathered> = { acknowledge: true };
  /** Whose answer is posted. */
  const posting = (merged: string, more: Partial<Gathered> = wanted) =>
    made({ ...linted(merged, more), reply: 'note' });

  test('goes before every answer that will be posted, where that is wanted', async () => {
    const posted = await posting(runnerMerged);
    expect([posted.acknowledges, isAskedFor(posted), posted.run.acknowledges]).toEqual([
      'yes',
      true,
      true,
    ]);
    const unwanted = await posting(runnerMerged, {});
    expect([unwanted.acknowledges, isAskedFor(unwanted)]).toEqual([undefined, false]);
    const quiet = await made(linted(runnerMerged, wanted));
    expect([quiet.acknowledges, isAskedFor(quiet)]).toEqual([undefined, false]);
  });

  test('goes before none that is private, and is asked of no other job', async () => {
    const context = { ...aContext(), private: true };
    const hidden = await posting(runnerMerged, { ...wanted, context });
    expect([hidden.private, hidden.acknowledges, isAskedFor(hidden)]).toEqual([
      true,
      undefined,
      false,
    ]);
    const foreign = await posting(FOREIGN_JOB_BOTH);
    expect([foreign.ours, foreign.acknowledges]).toEqual([false, undefined]);
  });

  test('is told to be beyond a job of before, which then leaves nothing to look for', async () => {
    const merged = runnerMerged.replaceAll(/ASK_CLAUDE_JOB=\d+/g, 'ASK_CLAUDE_JOB=8');
    const old = await posting(merged);
    expect([old.acknowledges, old.run.acknowledges]).toEqual(['old_job', undefined]);
  });
});
