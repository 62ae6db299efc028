import { describe, expect, it } from 'vitest';
import { settleDrafts } from '../../../utils/messages/settleDrafts.ts';
import type { Draft } from '../../../utils/storage/drafts.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { aRun } from '../fakes/aRun.ts';

/** A draft in store, and the runs as the runner would tell them. */
async function settled(
  words: string,
  told: Run[][],
  asked: string | null = 'Why?',
): Promise<Draft> {
  let draft: Draft = { words, preset: 'ask' };
  const work: Promise<unknown>[] = [];
  settleDrafts({
    subscribe: (listener) => {
      for (const runs of told) listener(runs);
      return () => undefined;
    },
    drafts: {
      get: async () => draft,
      save: async (_page, _discussion, saved) => void (draft = saved),
    },
    askedBy: async (id) => (id === sending.id ? asked : null),
    report: (promise) => work.push(promise),
  });
  await Promise.all(work);
  return draft;
}

const sending = aRun({ label: 'Why?' });
const created = aRun({ label: 'Why?', state: 'created', pipelineId: 42 });

describe('settleDrafts', () => {
  it('empties the words of an ask whose pipeline is known, and keeps its preset', async () => {
    expect(await settled('Why?', [[sending], [created]])).toEqual({ words: '', preset: 'ask' });
  });

  it('keeps words that were typed since', async () => {
    expect((await settled('And then?', [[sending], [created]])).words).toBe('And then?');
  });

  it('keeps a second line that was typed while the first was sent', async () => {
    const words = 'Why?\nAnd since when?';
    expect((await settled(words, [[sending], [created]])).words).toBe(words);
  });

  it('keeps everything where it is not known what was asked', async () => {
    expect((await settled('Why?', [[sending], [created]], null)).words).toBe('Why?');
  });

  it('keeps the words of an ask that GitLab refused', async () => {
    const refused = aRun({ label: 'Why?', state: 'failed' });
    expect((await settled('Why?', [[sending], [refused]])).words).toBe('Why?');
  });

  it('leaves the drafts of runs alone that were known before', async () => {
    expect((await settled('Why?', [[created]])).words).toBe('Why?');
  });
});
