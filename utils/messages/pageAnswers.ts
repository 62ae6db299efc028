import type { Result } from '../gitlab/Failure.ts';
import type { Progress } from '../outcome/Progress.ts';
import type { MentionedAsk, Mentions } from '../mentions/createMentions.ts';
import type { PipelineRef } from '../page/PipelineRef.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { Run } from '../runs/Run.ts';
import type { Diagnosis } from '../setup/doctor/Diagnosis.ts';
import type { Drafts } from '../storage/drafts.ts';
import type { createArrivals } from './createArrivals.ts';
import type { PageCaller } from './callerOf.ts';
import type { Following } from './followOpenRuns.ts';
import { isRunOf } from './isRunOf.ts';
import type { Confirmation } from '../pipeline/confirmationOf.ts';
import type { PageUsers } from '../storage/pageUsers.ts';
import type { Confirmations } from './confirmations.ts';
import type { PageApi, RecalledAsk } from './PageApi.ts';
import type { PresetList } from '../prompt/PresetList.ts';
import type { Preview, PreviewRequest } from '../pipeline/Preview.ts';
import { type Answers, Refusal } from './Table.ts';

type Arrivals = ReturnType<typeof createArrivals>;

/** What a failed pipeline is asked with. */
const FIX = { words: '', preset: 'fix-failing-pipeline' };

/** The steps that page scripts may set going. */
export interface PageServices {
  drafts: Drafts;
  previews: {
    presets(
      page: PageRef,
      discussionId: string | undefined,
      panelKey: string,
    ): Promise<Result<PresetList>>;
    preview(page: PageRef, request: PreviewRequest, panelKey: string): Promise<Result<Preview>>;
    hasChanged(previewId: string, page: PageRef): Promise<Result<boolean>>;
  };
  /** The last press of a send that needs one elsewhere. */
  confirmations: Pick<Confirmations, 'ask'>;
  /** Why a send needs that; null where it needs none. */
  confirmationOf(previewId: string): Promise<Confirmation | null>;
  runner: {
    send(
      request: {
        previewId: string;
        acceptedJobs: boolean;
        acceptedRef: boolean;
        confirmed: boolean;
      },
      page: PageRef,
    ): Promise<Result<Run>>;
    cancel(runId: string, supersededBy?: string): Promise<Result<null>>;
    forceCancel(runId: string): Promise<Result<null>>;
    postAnswer(runId: string): Promise<Result<{ webUrl: string }>>;
  };
  /** What the page's project has cost today, and the user's cap for a day, in US dollars. */
  spending(page: PageRef): Promise<{ today: number; capUsd: number | null }>;
  /** What a run asked; null where that is forgotten. */
  recallAsk(runId: string): Promise<RecalledAsk | null>;
  readProgress(run: Run, withLog: boolean): Promise<Result<Progress | null>>;
  diagnose(address: { site: string; project: string }): Promise<Result<Diagnosis>>;
  listRuns(): Promise<Run[]>;
  /** Whose credential a site has. */
  tokenUser(root: string): Promise<{ username: string } | null>;
  pageUsers: Pick<PageUsers, 'note' | 'forget'>;
  following: Pick<Following, 'expect' | 'start'>;
  mentions: Mentions;
  /** The open merge request that a pipeline ran for. */
  mergeRequestOf(pipeline: PipelineRef): Promise<Result<PageRef | null>>;
  arrivals: Arrivals;
  openPanel(
    tabId: number,
    discussionId?: string,
    proposed?: MentionedAsk['proposed'],
  ): Promise<void>;
  openOptions(): Promise<void>;
  setAskable(tabId: number, askable: boolean): Promise<void>;
  shortcut(): Promise<string>;
}

/** What scripts on GitLab's pages are answered: each acts for the page that its tab shows, whatever it says. */
export function createPageAnswers(services: PageServices): Answers<PageApi, PageCaller> {
  const { drafts, previews, runner } = services;
  const requireOwnRun = async (runId: string, caller: PageCaller) => {
    const page = pageOfCaller(caller);
    const run = (await services.listRuns()).find(({ id }) => id === runId);
    if (!run || !isRunOf(run, page)) throw new Refusal('This page has no such run.');
    return run;
  };
  return {
    getSite: async (_, { site }) => site,
    getTokenUser: (_, caller) => services.tokenUser(siteOfCaller(caller).root),
    setAskable: async ({ askable, pageUser }, caller) => {
      const { root } = siteOfCaller(caller);
      if (pageUser !== undefined) await services.pageUsers.note(root, pageUser);
      await services.setAskable(caller.tabId, askable);
      if (askable && caller.page) await services.arrivals.arrived(caller.tabId, caller.page);
    },
    openPanel: async ({ discussionId }, caller) => {
      pageOfCaller(caller);
      await services.openPanel(caller.tabId, discussionId);
    },
    checkMention: (comment, caller) => services.mentions.check(pageOfCaller(caller), comment),
    askMention: async (comment, caller) => {
      const { discussionId, proposed } = await services.mentions.ask(pageOfCaller(caller), comment);
      await services.openPanel(caller.tabId, discussionId, proposed);
    },
    fixPipeline: async (_, { tabId, page, pipeline }) => {
      if (page) {
        await services.openPanel(tabId, undefined, FIX);
        return { ok: true, value: { goTo: null } };
      }
      if (!pipeline) throw new Refusal('This page shows no pipeline.');
      const found = await services.mergeRequestOf(pipeline);
      if (!found.ok) return found;
      if (found.value === null) return { ok: true, value: { goTo: null } };
      services.arrivals.expect(tabId, found.value, FIX);
      const { site, projectPath, iid } = found.value;
      return { ok: true, value: { goTo: `${site}/${projectPath}/-/merge_requests/${iid}` } };
    },
    openOptions: async (_, caller) => {
      siteOfCaller(caller);
      await services.openOptions();
    },
    getShortcut: async (_, caller) => {
      siteOfCaller(caller);
      return services.shortcut();
    },
    getDraft: ({ discussionId }, caller) => drafts.get(pageOfCaller(caller), discussionId),
    saveDraft: ({ discussionId, draft }, caller) =>
      drafts.save(pageOfCaller(caller), discussionId, draft),
    listPresets: ({ discussionId }, caller) =>
      previews.presets(pageOfCaller(caller), discussionId, panelKeyOf(caller, discussionId)),
    hasChanged: ({ previewId }, caller) => previews.hasChanged(previewId, pageOfCaller(caller)),
    preview: async (request, caller) => {
      if (request.continues !== undefined) await requireOwnRun(request.continues, caller);
      // One that is forgotten counts as private; one of another page is none of this page's business.
      const known = new Set((await services.listRuns()).map(({ id }) => id));
      for (const id of request.amends ?? []) if (known.has(id)) await requireOwnRun(id, caller);
      const key = panelKeyOf(caller, request.discussionId);
      return previews.preview(pageOfCaller(caller), request, key);
    },
    send: async ({ supersede = [], ...request }, caller) => {
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
    getSpending: (_, caller) => services.spending(pageOfCaller(caller)),
    recallAsk: async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return services.recallAsk(runId);
    },
    readProgress: async ({ runId, withLog }, caller) =>
      services.readProgress(await requireOwnRun(runId, caller), withLog),
    diagnose: (_, caller) => {
      const { site, projectPath } = pageOfCaller(caller);
      return services.diagnose({ site, project: projectPath });
    },
    cancelRun: async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      const cancelled = await runner.cancel(runId);
      services.following.start();
      return cancelled;
    },
    forceCancelRun: async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      const cancelled = await runner.forceCancel(runId);
      services.following.start();
      return cancelled;
    },
    postAnswer: async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      return runner.postAnswer(runId);
    },
  };
}

/** One panel on one document: what was gathered for it serves its next previews. */
function panelKeyOf({ documentId }: PageCaller, discussionId: string | undefined): string {
  return `${documentId}/${discussionId ?? ''}`;
}

function siteOfCaller({ site }: PageCaller): { root: string } {
  if (!site) throw new Refusal('This site is not switched on.');
  return site;
}

function pageOfCaller({ page }: PageCaller): PageRef {
  if (!page) throw new Refusal('This page cannot be asked about.');
  return page;
}
