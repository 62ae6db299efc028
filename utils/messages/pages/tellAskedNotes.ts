import { itemKey, type PageRef } from '../../page/PageRef.ts';
import { isRunOf } from '../isRunOf.ts';
import type { PageServices } from '../PageServices.ts';

/** Has a page that is shown anew say again at which of its comments Claude was asked, as long as their runs are listed there. */
export async function tellAskedNotes(
  services: Pick<PageServices, 'askedNotes' | 'listRuns' | 'tellExtras'>,
  tabId: number,
  page: PageRef,
): Promise<void> {
  const notes = await services.askedNotes.withRuns(page.site);
  if (notes.length === 0) return;
  const runs = (await services.listRuns()).filter((run) => isRunOf(run, page));
  const here = new Set(runs.map(({ id }) => id));
  for (const { noteId, runId } of notes)
    if (here.has(runId))
      await services.tellExtras(tabId, {
        notice: 'offer-comment',
        page: itemKey(page),
        noteId,
        asked: true,
      });
}
