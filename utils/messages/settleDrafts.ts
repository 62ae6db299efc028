import type { Run } from '../runs/Run.ts';
import type { Drafts } from '../storage/drafts.ts';

/** Empties a draft once its pipeline is known, also when no panel is there to do it (the page was reloaded meanwhile). Words typed since then stay. */
export function settleDrafts(deps: {
  subscribe(listener: (runs: Run[]) => void): () => void;
  drafts: Pick<Drafts, 'get' | 'save'>;
  /** What a run asked, word for word; null where that is not known: then nothing is emptied. */
  askedBy(runId: string): Promise<string | null>;
  report(work: Promise<unknown>): void;
}): () => void {
  const awaited = new Set<string>();
  const settle = async (run: Run) => {
    const page = { ...run.page, site: run.site, projectPath: run.projectPath };
    const asked = await deps.askedBy(run.id);
    const draft = await deps.drafts.get(page, run.discussionId);
    if (draft.words !== asked) return;
    // After a change the next ask begins as a question: nobody changes files twice by habit.
    const preset = run.mode === 'change' ? undefined : draft.preset;
    await deps.drafts.save(page, run.discussionId, { words: '', ...(preset && { preset }) });
  };
  return deps.subscribe((runs) => {
    for (const run of runs) {
      // What was asked without the user has no draft.
      if (run.fixes !== undefined) continue;
      if (run.pipelineId === undefined && run.state === 'sending') awaited.add(run.id);
      else if (awaited.delete(run.id) && run.pipelineId !== undefined) deps.report(settle(run));
    }
  });
}
