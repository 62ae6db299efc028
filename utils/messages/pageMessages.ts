import { GreenLimitsForm } from '../storage/GreenLimitsForm.ts';
import { PanelLayoutForm } from '../storage/panelLayouts.ts';
import { z } from 'zod';
import { AskOptionsForm } from '../storage/WrittenPreset.ts';
import type { PageCaller } from './callerOf.ts';
import { pageOfCaller, panelKeyOf, siteOfCaller } from './pageCaller.ts';
import { isRunOf } from './isRunOf.ts';
import type { PageServices } from './PageServices.ts';
import { type ApiOf, messagesOf, Refusal } from './MessageTable.ts';
import { createOpeningMessages } from './pages/openingMessages.ts';
import {
  DiscussionId,
  ImagesForm,
  Nothing,
  PartsForm,
  PresetName,
  RunId,
  RunIds,
  SelectedForm,
  ThreadsForm,
  WordsForm,
} from './pages/requestForms.ts';
import { createFollowUpMessages } from './pages/followUpMessages.ts';
import { createHistoryMessages } from './pages/historyMessages.ts';
import { createReviewMessages } from './pages/reviewMessages.ts';
import { tellAskedNotes } from './pages/tellAskedNotes.ts';

const message = messagesOf<PageCaller>();

/** What scripts on GitLab's pages are answered: each acts for the page that its tab shows, whatever it says. */
export function createPageMessages(services: PageServices) {
  const { drafts, previews, runner } = services;
  const requireOwnRun = async (runId: string, caller: PageCaller) => {
    const page = pageOfCaller(caller);
    const run = (await services.listRuns()).find(({ id }) => id === runId);
    if (!run || !isRunOf(run, page)) throw new Refusal('This page has no such run.');
    return run;
  };
  return {
    ...createReviewMessages(services.reviews, requireOwnRun),
    ...createFollowUpMessages(services, requireOwnRun),
    /** The site that the sender's page belongs to, or null when it is not switched on. */
    getSite: message(Nothing, async (_, { site }) => site),
    /** Whose credential the site has: asks are sent in this user's name. */
    getTokenUser: message(Nothing, (_, caller) => services.tokenUser(siteOfCaller(caller).root)),
    /** Says whether the tab's present page can be asked about: decides what the toolbar button does. */
    setAskable: message(
      z.object({
        askable: z.boolean(),
        pageUser: z.string().max(300).exactOptional(),
      }),
      async ({ askable, pageUser }, caller) => {
        const { root } = siteOfCaller(caller);
        if (pageUser !== undefined) await services.pageUsers.note(root, pageUser);
        await services.setAskable(caller.tabId, askable);
        if (!askable || !caller.page) return;
        await services.arrivals.arrived(caller.tabId, caller.page);
        await tellAskedNotes(services, caller.tabId, caller.page);
      },
    ),
    ...createOpeningMessages(services),
    ...createHistoryMessages(services),
    /** Runs the panel's second script in the sender's tab. */
    loadDetails: message(Nothing, async (_, caller) => {
      siteOfCaller(caller);
      await services.loadDetails(caller.tabId);
    }),
    openOptions: message(Nothing, async (_, caller) => {
      siteOfCaller(caller);
      await services.openOptions();
    }),
    /** How the user wants the panel to stand on this site from now on. */
    savePanelLayout: message(PanelLayoutForm, (layout, caller) =>
      services.panelLayouts.save(siteOfCaller(caller).root, layout),
    ),
    /** The keyboard shortcut as the browser has it now; empty when it gave none. */
    getShortcut: message(Nothing, async (_, caller) => {
      siteOfCaller(caller);
      return services.shortcut();
    }),
    getDraft: message(
      z.object({ discussionId: DiscussionId.exactOptional() }),
      ({ discussionId }, caller) => drafts.get(pageOfCaller(caller), discussionId),
    ),
    saveDraft: message(
      z.object({
        discussionId: DiscussionId.exactOptional(),
        draft: z.object({
          words: WordsForm,
          preset: PresetName.exactOptional(),
          continues: RunId.exactOptional(),
          amends: RunIds.exactOptional(),
          supersedes: RunIds.exactOptional(),
        }),
      }),
      ({ discussionId, draft }, caller) => drafts.save(pageOfCaller(caller), discussionId, draft),
    ),
    /** All presets for the page or thread: the project's and the user's own too. */
    listPresets: message(
      z.object({ discussionId: DiscussionId.exactOptional() }),
      ({ discussionId }, caller) =>
        previews.presets(pageOfCaller(caller), discussionId, panelKeyOf(caller, discussionId)),
    ),
    /** Whether the page is not any more what it was when it was read for this preview: one small request. */
    hasChanged: message(z.object({ previewId: z.string().max(100) }), ({ previewId }, caller) =>
      previews.hasChanged(previewId, pageOfCaller(caller)),
    ),
    preview: message(
      z.object({
        discussionId: DiscussionId.exactOptional(),
        selection: SelectedForm.exactOptional(),
        words: WordsForm,
        preset: PresetName,
        parts: PartsForm,
        refresh: z.boolean().exactOptional(),
        continues: RunId.exactOptional(),
        amends: RunIds.exactOptional(),
        include: z.array(z.string().max(100)).max(1000).exactOptional(),
        restored: z.array(z.uuid()).max(1000).exactOptional(),
        images: ImagesForm.exactOptional(),
        threads: ThreadsForm.exactOptional(),
        leaveOutStrangers: z.boolean().exactOptional(),
        layout: z.enum(['prompt', 'both']).exactOptional(),
        options: AskOptionsForm.exactOptional(),
        budget: z.number().int().min(4096).max(1_000_000).exactOptional(),
        pageUser: z.string().max(300).nullable().exactOptional(),
      }),
      async (request, caller) => {
        if (request.continues !== undefined) await requireOwnRun(request.continues, caller);
        // One that is forgotten counts as private; one of another page is none of this page's business.
        const known = new Set((await services.listRuns()).map(({ id }) => id));
        for (const id of request.amends ?? []) if (known.has(id)) await requireOwnRun(id, caller);
        const key = panelKeyOf(caller, request.discussionId);
        return previews.preview(pageOfCaller(caller), request, key);
      },
    ),
    send: message(
      z.object({
        previewId: z.string().max(100),
        acceptedJobs: z.boolean(),
        acceptedRef: z.boolean(),
        untilGreen: GreenLimitsForm.exactOptional(),
        supersede: RunIds.exactOptional(),
      }),
      async ({ supersede = [], ...request }, caller) => {
        const page = pageOfCaller(caller);
        for (const older of supersede) await requireOwnRun(older, caller);
        const why = await services.confirmationOf(request.previewId);
        const confirmed = why !== null && (await services.confirmations.ask(request.previewId));
        if (confirmed) await services.pageUsers.forget(page.site);
        const arrived = await services.following.expect();
        try {
          const sent = await runner.send({ ...request, confirmed }, page);
          // An older run ends only for one that is really there.
          if (sent.ok && sent.value.pipelineId !== undefined)
            for (const older of supersede) await runner.cancel(older, sent.value.id);
          return sent;
        } finally {
          arrived();
        }
      },
    ),
    /** What the page's project has cost today, in US dollars, and the cap that the user set for a day. */
    /** What a preset usually costs and takes in the page's project, by the runs that are known here. */
    getUsual: message(z.object({ preset: PresetName }), ({ preset }, caller) =>
      services.usual(pageOfCaller(caller), preset),
    ),
    getSpending: message(Nothing, (_, caller) => services.spending(pageOfCaller(caller))),
    /** What a run of this page asked, as far as it is still known. */
    recallAsk: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return services.recallAsk(runId);
    }),
    /** How far a run's job is, as its log tells; asked again and again while somebody watches. Null before there is a job. */
    readProgress: message(
      z.object({ runId: RunId, withLog: z.boolean() }),
      async ({ runId, withLog }, caller) =>
        services.readProgress(await requireOwnRun(runId, caller), withLog),
    ),
    /** Looks at the set-up of the page's project; changes nothing. */
    diagnose: message(Nothing, (_, caller) => {
      const { site, projectPath } = pageOfCaller(caller);
      return services.diagnose({ site, project: projectPath });
    }),
    cancelRun: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      const cancelled = await runner.cancel(runId);
      services.following.start();
      return cancelled;
    }),
    stopUntilGreen: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return runner.stopUntilGreen(runId);
    }),
    /** Ends a run's job whose runner does not answer the cancel; GitLab lets Maintainers alone. */
    forceCancelRun: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      const cancelled = await runner.forceCancel(runId);
      services.following.start();
      return cancelled;
    }),
    /** The comment that still says that an ended run's Claude is working, if one does. */
    findWorkingNote: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return runner.findWorkingNote(runId);
    }),
    /** Has that comment say how the run ended. */
    finishWorkingNote: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return runner.finishWorkingNote(runId);
    }),
    /** Posts the answer of a finished run as the user: a reply in its thread, else a note. */
    postAnswer: message(z.object({ runId: RunId }), async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return runner.postAnswer(runId);
    }),
  };
}

/** What scripts on a GitLab page may ask of the background. Every request acts for the sender's own site and page only. */
export type PageApi = ApiOf<ReturnType<typeof createPageMessages>>;
