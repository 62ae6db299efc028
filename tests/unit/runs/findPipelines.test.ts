import { describe, expect, test } from 'vitest';
import type { Pipeline } from '../../../utils/gitlab/entities.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { findPipelines } from '../../../utils/runs/findPipelines.ts';
import { aRun, NAME, REQUEST_ID } from '../fakes/aRun.ts';
import { aPipeline } from '../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../fakes/fakeGitLab.ts';

/** An older GitLab that ignores the filter by name. */
function listing(items: Pipeline[], complete = true): Partial<GitLab> {
  return { pipelines: async () => ok({ items, complete }) };
}

async function found(answers: Partial<GitLab>, more = {}): Promise<unknown> {
  const result = await findPipelines(fakeGitLab(answers), aRun(more));
  return result.ok
    ? [result.value.items.map(({ id }) => id), result.value.complete]
    : result.failure.kind;
}

describe('by name', () => {
  test('names are compared character for character, whatever the filter gave', async () => {
    const items = [
      aPipeline(52, { name: NAME }),
      aPipeline(51, { name: `${NAME} ` }),
      aPipeline(50, { name: NAME.toLowerCase() }),
    ];
    expect(await found(listing(items))).toEqual([[52], true]);
  });

  test('attack: a pipeline of our name on another ref, or made in another way, is none of ours', async () => {
    const items = [
      aPipeline(53, { name: NAME, source: 'push', ref: 'main' }),
      aPipeline(52, { name: NAME, source: 'push' }),
      aPipeline(51, { name: NAME, source: 'api', ref: 'main' }),
      aPipeline(50, { name: NAME, source: 'api' }),
    ];
    expect(await found(listing(items))).toEqual([[50], true]);
  });

  test('one that a trigger token fired is found among those that triggers made', async () => {
    const items = [
      aPipeline(51, { name: NAME, source: 'trigger' }),
      aPipeline(50, { name: NAME, source: 'api' }),
    ];
    expect(await found(listing(items), { trigger: true })).toEqual([[51], true]);
  });

  test('one of which an older GitLab does not say how it was made is ours', async () => {
    const { source: _unsaid, ...unsaid } = aPipeline(50, { name: NAME });
    expect(await found(listing([unsaid]))).toEqual([[50], true]);
  });

  test('nothing from before the preview counts', async () => {
    expect(await found(listing([aPipeline(41, { name: NAME })]))).toEqual([[], true]);
  });

  test('asks for the name, down to the newest pipeline seen before', async () => {
    const gitLab = fakeGitLab(listing([aPipeline(50, { name: NAME })]));
    await findPipelines(gitLab, aRun());
    expect(gitLab.calls).toEqual([
      `pipelines ${JSON.stringify({ downTo: 41, limit: 200, name: NAME })}`,
    ]);
  });

  test('a listing without names leads to the variables', async () => {
    const answers: Partial<GitLab> = {
      ...listing([aPipeline(50), aPipeline(51)]),
      pipelineVariables: async (_, id) =>
        ok([{ key: 'AI_FLOW_REQUEST_ID', value: id === 50 ? REQUEST_ID : 'other' }]),
    };
    expect(await found(answers)).toEqual([[50], true]);
  });

  test('only pipelines without any name are searched for it in their variables', async () => {
    const gitLab = fakeGitLab(listing([aPipeline(50), aPipeline(51, { name: 'Nightly' })]));
    await findPipelines(gitLab, aRun());
    expect(gitLab.calls.slice(1)).toEqual([
      `pipelines ${JSON.stringify({ downTo: 41, limit: 200, source: 'api' })}`,
      'pipelineVariables 50',
    ]);
  });

  test('a run whose pipeline is known is not searched for in variables', async () => {
    const gitLab = fakeGitLab(listing([aPipeline(51)]));
    await findPipelines(gitLab, aRun({ pipelineId: 50 }));
    expect(gitLab.calls).toHaveLength(1);
  });

  test('a list of all pipelines that cannot be read is a failure', async () => {
    const answers: Partial<GitLab> = {
      pipelines: async (_, { name }) =>
        name === undefined ? fails('network') : ok({ items: [], complete: true }),
    };
    expect(await found(answers)).toBe('network');
    expect(await found(answers, { named: false })).toBe('network');
  });

  test('a list that cannot be read is a failure', async () => {
    expect(await found({ pipelines: async () => fails('forbidden') })).toBe('forbidden');
  });
});

describe('by variables, where pipelines of the ref carry no names', () => {
  const unnamed = { named: false };

  test('only the ref and what is newer is searched', async () => {
    const gitLab = fakeGitLab({
      ...listing([
        aPipeline(50, { name: "Their workflow's name" }),
        aPipeline(51, { ref: 'other' }),
        aPipeline(41),
      ]),
      pipelineVariables: async () => ok([{ key: 'AI_FLOW_REQUEST_ID', value: REQUEST_ID }]),
    });
    await findPipelines(gitLab, aRun(unnamed));
    expect(gitLab.calls).toEqual([
      `pipelines ${JSON.stringify({ downTo: 41, limit: 200, source: 'api' })}`,
      'pipelineVariables 50',
    ]);
  });

  test('another variable that holds the id makes a pipeline none of ours', async () => {
    const answers: Partial<GitLab> = {
      ...listing([aPipeline(50)]),
      pipelineVariables: async () => ok([{ key: 'COPY', value: REQUEST_ID }]),
    };
    expect(await found(answers, unnamed)).toEqual([[], true]);
  });

  test('the newest twenty are searched; where there are more it is not complete', async () => {
    const pipelines = Array.from({ length: 21 }, (_, index) => aPipeline(99 - index));
    const gitLab = fakeGitLab({
      ...listing(pipelines),
      pipelineVariables: async () => ok([{ key: 'AI_FLOW_REQUEST_ID', value: 'other' }]),
    });
    const result = await findPipelines(gitLab, aRun(unnamed));
    expect(result).toMatchObject({ value: { items: [], complete: false } });
    expect(gitLab.calls.slice(1)).toHaveLength(20);
    expect(gitLab.calls).not.toContain('pipelineVariables 79');
  });

  test('is not complete where variables cannot be read, are not there, or the list ended early', async () => {
    const one = listing([aPipeline(50)]);
    const closed = { ...one, pipelineVariables: async () => fails('forbidden') };
    expect(await found(closed, unnamed)).toEqual([[], false]);
    expect(await found({ ...one, pipelineVariables: async () => ok([]) }, unnamed)).toEqual([
      [],
      false,
    ]);
    expect(await found(listing([], false), unnamed)).toEqual([[], false]);
    expect(await found(listing([]), unnamed)).toEqual([[], true]);
  });
});
