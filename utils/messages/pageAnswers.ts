import type { Result } from '../gitlab/Failure.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { Run } from '../runs/Run.ts';
import type { Drafts } from '../storage/drafts.ts';
import type { PageCaller } from './callerOf.ts';
import type { Following } from './followOpenRuns.ts';
import { isRunOf } from './isRunOf.ts';
import type { PageApi, PresetList, Preview, PreviewRequest } from './PageApi.ts';
import { type Answers, Refusal } from './Table.ts';

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
  runner: {
    send(
      request: { previewId: string; acceptedJobs: boolean; acceptedRef: boolean },
      page: PageRef,
    ): Promise<Result<Run>>;
    cancel(runId: string): Promise<Result<null>>;
    postAnswer(runId: string): Promise<Result<{ webUrl: string }>>;
  };
  listRuns(): Promise<Run[]>;
  following: Pick<Following, 'expect' | 'start'>;
  openPanel(tabId: number, discussionId?: string): Promise<void>;
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
  };
  return {
    getSite: async (_, { site }) => site,
    setAskable: async ({ askable }, caller) => {
      siteOfCaller(caller);
      await services.setAskable(caller.tabId, askable);
    },
    openPanel: async ({ discussionId }, caller) => {
      pageOfCaller(caller);
      await services.openPanel(caller.tabId, discussionId);
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
    preview: (request, caller) =>
      previews.preview(pageOfCaller(caller), request, panelKeyOf(caller, request.discussionId)),
    hasChanged: ({ previewId }, caller) => previews.hasChanged(previewId, pageOfCaller(caller)),
    send: async (request, caller) => {
      services.following.expect();
      const sent = await runner.send(request, pageOfCaller(caller));
      services.following.start();
      return sent;
    },
    cancelRun: async ({ runId }, caller) => {
      await requireOwnRun(runId, caller);
      const cancelled = await runner.cancel(runId);
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
