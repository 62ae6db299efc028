import { z } from 'zod';
import type { Result } from '../../gitlab/Failure.ts';
import { itemKey } from '../../page/PageRef.ts';
import type { FileRef, PipelineRef } from '../../page/PipelineRef.ts';
import type { PageCaller } from '../callerOf.ts';
import { messagesOf, Refusal } from '../MessageTable.ts';
import type { PanelOpening } from '../notices.ts';
import type { PageServices } from '../PageServices.ts';
import {
  Comment,
  DiscussionId,
  Nothing,
  ProposedForm,
  SelectedForm,
  WordsForm,
} from './requestForms.ts';
import { pageOfCaller, siteOfCaller } from '../pageCaller.ts';

/** The page that a tab is to go to; null where there is none. */
export type Lead = Result<{ goTo: string | null }>;

/** What a failed pipeline is asked with. */
const FIX = { proposed: { words: '', preset: 'suggest-pipeline-fix' } };

const message = messagesOf<PageCaller>();

/** What page scripts are answered that have the panel opened: here, or at the merge request that a page belongs to. Each acts for the page that its tab shows. */
export function createOpeningMessages(
  services: Pick<
    PageServices,
    'openPanel' | 'tellExtras' | 'mentions' | 'askAtOnce' | 'mergeRequestOf' | 'arrivals'
  >,
) {
  /** Has the panel of a merge request opened once the tab has come to it; null where none is open. */
  async function lead(
    tabId: number,
    shown: PipelineRef | (FileRef & { ref: string }),
    what: PanelOpening,
  ): Promise<Lead> {
    const found = await services.mergeRequestOf(shown);
    if (!found.ok) return found;
    if (found.value === null) return { ok: true, value: { goTo: null } };
    services.arrivals.expect(tabId, found.value, what);
    const { site, projectPath, iid } = found.value;
    return { ok: true, value: { goTo: `${site}/${projectPath}/-/merge_requests/${iid}` } };
  }
  return {
    /** Injects the panel, if needed, and shows it. */
    openPanel: message(
      z.object({
        discussionId: DiscussionId.exactOptional(),
        selected: SelectedForm.exactOptional(),
        proposed: ProposedForm.exactOptional(),
      }),
      async (what, caller) => {
        await services.openPanel(caller.tabId, pageOfCaller(caller).site, what);
      },
    ),
    /** Has the second script of the page run, if it does not yet. */
    loadExtras: message(Nothing, async (_, caller) => {
      siteOfCaller(caller);
      await services.tellExtras(caller.tabId, { notice: 'be-there' });
    }),
    /**
     * A comment was just saved on the page: where Claude may be asked with it, the page gets a line in place; where the project's setting says so, it is asked
     * at once, by a press in a window of our own.
     */
    commentSaved: message(
      Comment.extend({ written: WordsForm.exactOptional() }),
      async (comment, caller) => {
        const page = pageOfCaller(caller);
        const checked = await services.mentions.check(page, comment);
        const verdict = checked.ok ? checked.value : null;
        if (verdict?.verdict === 'none') return;
        const mayAskAtOnce = verdict?.verdict === 'offer' && verdict.atOnce === true;
        const became = mayAskAtOnce ? await services.askAtOnce(page, comment) : 'offered';
        if (became === 'known') return;
        // What could not be read is offered too: the panel says what is in the way.
        await services.tellExtras(caller.tabId, {
          notice: 'offer-comment',
          page: itemKey(page),
          noteId: comment.noteId,
          ...(verdict?.verdict === 'other_user' && { author: verdict.author }),
          ...(became === 'asked' && { asked: true }),
        });
      },
    ),
    /** Shows the panel with such a comment as its words; sends nothing. */
    askMention: message(Comment, async (comment, caller) => {
      const page = pageOfCaller(caller);
      const mentioned = await services.mentions.ask(page, comment);
      await services.openPanel(caller.tabId, page.site, mentioned);
    }),
    /**
     * Has the panel shown with the preset for failing pipelines: on a merge request at once; from a pipeline's or job's page once the tab has come to
     * its merge request, whose address is given; null where there is none.
     */
    fixPipeline: message(Nothing, async (_, { tabId, page, pipeline }): Promise<Lead> => {
      if (page) {
        await services.openPanel(tabId, page.site, FIX);
        return { ok: true, value: { goTo: null } };
      }
      if (!pipeline) throw new Refusal('This page shows no pipeline.');
      return lead(tabId, pipeline, FIX);
    }),
    /**
     * Has the panel shown with what is selected on a job's or a file's page, once the tab has come to the merge request that the page belongs to, whose address is
     * given; null where there is none.
     */
    askElsewhere: message(
      z.object({ selected: SelectedForm }),
      async ({ selected }, { tabId, pipeline, file }): Promise<Lead> => {
        if (pipeline) return lead(tabId, pipeline, { selected });
        const ref = selected.from?.kind === 'file' ? selected.from.ref : undefined;
        if (!file) throw new Refusal('This page belongs to no merge request.');
        // The page names the branch, the address must begin with it: only the two together tell branch and path apart.
        if (ref === undefined || !file.refAndPath.startsWith(`${ref}/`))
          return { ok: true, value: { goTo: null } };
        return lead(tabId, { ...file, ref }, { selected });
      },
    ),
  };
}
