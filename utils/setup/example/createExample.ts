import type { Result } from '../../gitlab/Failure.ts';
import type { CallBackground, CallResult } from '../../messages/callBackground.ts';
import type { PageApi } from '../../messages/pageMessages.ts';
import { createPreviews } from '../../preview/previews.ts';
import type { StoredPreview } from '../../preview/StoredPreview.ts';
import type { Run } from '../../runs/Run.ts';
import { NO_POLICY } from '../../storage/policy.ts';
import { exampleGitLab } from './exampleGitLab.ts';
import { EXAMPLE_PAGE } from './exampleProject.ts';

/** What a made-up run answers, in the reader's language. */
export interface ExampleWords {
  answer: string;
}

type Answered = { [Name in keyof PageApi]?: PageApi[Name] };

function answeredRun({ run }: StoredPreview, { answer }: ExampleWords): Run {
  const now = new Date().toISOString();
  return {
    ...run,
    state: 'finished',
    createdAt: now,
    finishedAt: now,
    private: true,
    outcome: {
      kind: 'answered',
      answer,
      branch: null,
      commits: [],
      mergeRequest: null,
      turns: 4,
      costUsd: 0.06,
      deniedTools: [],
      limit: null,
      errors: [],
    },
  };
}

/**
 * A background for the panel in which all is made up but the making of the preview: that is the real one.
 * @param onRun is told of each run that Send makes
 */
export function createExample(words: ExampleWords, onRun: (run: Run) => void): CallBackground {
  const kept = new Map<string, StoredPreview>();
  let draftId = crypto.randomUUID();
  const previews = createPreviews({
    gitLabFor: async () => ({ ok: true, value: exampleGitLab }),
    store: {
      get: async (id) => kept.get(id) ?? null,
      set: async (preview) => void kept.set(preview.id, preview),
    },
    draftId: async () => draftId,
    exchanges: async () => [],
    ownPresets: async () => [],
    rulesFor: async () => ({
      choice: {},
      policy: NO_POLICY,
      spentUsd: 0,
      token: null,
      pageUsers: [],
    }),
  });
  const send = async (previewId: string): Promise<Result<Run>> => {
    const taken = await previews.take(previewId);
    if (!taken) return { ok: false, failure: { kind: 'unknown' } };
    draftId = crypto.randomUUID();
    const run = answeredRun(taken, words);
    onRun(run);
    return { ok: true, value: run };
  };
  const answers: Answered = {
    getDraft: async () => ({ words: '' }),
    saveDraft: async () => undefined,
    listPresets: () => previews.presets(EXAMPLE_PAGE, undefined, 'example'),
    preview: (request) => previews.preview(EXAMPLE_PAGE, request, 'example'),
    hasChanged: async () => ({ ok: true, value: false }),
    getUsual: async () => null,
    getSpending: async () => ({ today: 0, capUsd: null }),
    recallAsk: async () => null,
    send: ({ previewId }) => send(previewId),
  };

  return async <Name extends keyof PageApi>(
    method: Name,
    request: Parameters<PageApi[Name]>[0],
  ): Promise<CallResult<Awaited<ReturnType<PageApi[Name]>>>> => {
    const answer = answers[method];
    if (!answer) return { ok: false, gone: false, error: '' };
    // The same name binds request and answer; a look-up by name loses that to the compiler.
    const value = (await answer(request as never)) as Awaited<ReturnType<PageApi[Name]>>;
    return { ok: true, value };
  };
}
