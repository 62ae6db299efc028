import { browser } from 'wxt/browser';
import { type Sender, callerOf } from '../../utils/messages/callerOf.ts';
import { createArrivals } from '../../utils/messages/createArrivals.ts';
import { createRouter } from '../../utils/messages/createRouter.ts';
import { createOwnMessages } from '../../utils/messages/ownMessages.ts';
import { createPageMessages } from '../../utils/messages/pageMessages.ts';
import { createSetupMessages } from '../../utils/messages/setupMessages.ts';
import { isRunOf } from '../../utils/messages/isRunOf.ts';
import { createRunsFeed } from '../../utils/messages/runsFeed.ts';
import { createTable } from '../../utils/messages/MessageTable.ts';
import { hasMoved } from '../../utils/pipeline/hasMoved.ts';
import { openMergeRequestOf } from '../../utils/pipeline/openMergeRequestOf.ts';
import { isUntilGreen } from '../../utils/runs/untilGreen/UntilGreen.ts';
import { inboxOf } from '../../utils/runs/inboxOf.ts';
import { askedProjectId, isFinal, type Run } from '../../utils/runs/Run.ts';
import { isLeft } from '../../utils/review/isLeft.ts';
import { openSites } from '../../utils/sites/openSites.ts';
import { knownSites } from '../../utils/sites/knownSites.ts';
import type { Services } from './createServices.ts';
import { usualOf } from '../../utils/runs/costs/usualOf.ts';
import { reviewTargetOf } from './reviewTargetOf.ts';

/** The roads into the background: messages of GitLab's pages, of our own pages, and the feed of runs. */
export function createRoutes(services: Services) {
  const {
    allowedSites,
    askAtOnce,
    askedNotes,
    asks,
    attention,
    choices,
    confirmations,
    doctor,
    drafts,
    firstRun,
    followUps,
    following,
    gitLabFor,
    keepAlive,
    mentions,
    offers,
    ownPresets,
    pageUsers,
    panelLayouts,
    previews,
    progress,
    reviews,
    rules,
    runner,
    runs,
    savedSites,
    settings,
    setup,
    sites,
    tokenUser,
    toolbar,
    transfer,
    usually,
  } = services;
  /** Keeps whether anything that a run found is left to be published. */
  const noteLeft = async ({ id, dropped = false }: Run, left: boolean): Promise<void> => {
    if (dropped === left) await runner.note(id, { dropped: !left });
  };
  const hasExpired = async (run: Run): Promise<boolean> => {
    const { head, page, site, id } = run;
    const gitLab = await gitLabFor(site);
    if (!gitLab.ok || head === undefined) return false;
    const expired = await hasMoved(gitLab.value, askedProjectId(run), page, head);
    if (expired !== (run.expired ?? false)) await runner.note(id, { expired });
    return expired;
  };
  const arrivals = createArrivals(toolbar.openPanel);
  const us = { id: browser.runtime.id, ownPages: browser.runtime.getURL('/') };
  const identify = async (sender: Sender) => callerOf(sender, us, await allowedSites());
  const route = createRouter({
    page: createTable(
      createPageMessages({
        ...toolbar,
        drafts,
        panelLayouts,
        previews: {
          ...previews,
          preview: async (page, request, panelKey) =>
            previews.preview(page, await usually(request), panelKey),
        },
        mentions,
        askAtOnce,
        askedNotes,
        arrivals,
        async mergeRequestOf(shown) {
          const gitLab = await gitLabFor(shown.site);
          return gitLab.ok ? openMergeRequestOf(gitLab.value, shown) : gitLab;
        },
        runner,
        confirmations,
        pageUsers,
        confirmationOf: async (previewId) => (await previews.find(previewId))?.confirm ?? null,
        listRuns: () => runs.list(),
        listWaiting: async () =>
          inboxOf(await runs.list(), await attention.unseen(), new Date()).map(({ run }) => run),
        tokenUser,
        async spending(page) {
          const { dailyCapUsd } = await settings.get();
          return { today: await rules.spentToday(page), capUsd: dailyCapUsd };
        },
        usual: async (page, preset) => usualOf(await runs.list(), page, preset),
        recallAsk: (runId) => asks.find(runId),
        followUps,
        hasExpired,
        async readProgress(run, withLog) {
          const gitLab = await gitLabFor(run.site);
          return gitLab.ok ? progress.look(gitLab.value, run, withLog) : gitLab;
        },
        reviews: {
          async read(run) {
            const read = await (await reviews()).read(reviewTargetOf(run));
            if (read.ok) await noteLeft(run, isLeft(read.value));
            return read;
          },
          choose: async (run, key, choice) =>
            noteLeft(run, await (await reviews()).choose(reviewTargetOf(run), key, choice)),
          async publish(run, request) {
            if (run.private)
              return { ok: false, failure: { kind: 'refused', reason: 'answer_private' } };
            const answer = await (await reviews()).publish(reviewTargetOf(run), request);
            if (answer.ok && answer.value.came === 'published')
              await runner.note(run.id, { published: true });
            return answer;
          },
          resolveFixed: async (run, ids) =>
            (await reviews()).resolveFixed(reviewTargetOf(run), ids),
        },
        diagnose: (address) => doctor.diagnose(address),
        following,
        openOptions: () => browser.runtime.openOptionsPage(),
        async openHistory() {
          await browser.tabs.create({ url: browser.runtime.getURL('/options.html#history') });
        },
      }),
    ),
    own: createTable(
      createOwnMessages({
        sites: {
          ...sites,
          async list() {
            const [saved, allowed] = await Promise.all([sites.list(), allowedSites()]);
            return saved.map((site) =>
              allowed.some(({ root }) => root === site.root)
                ? site
                : { ...site, offByPolicy: true },
            );
          },
        },
        knownSites: async () =>
          knownSites(await rules.policy(), await offers.list(), await savedSites.list()),
        choices,
        diagnose: (request) => doctor.diagnose(request),
        policy: rules.policy,
        transfer,
        settings,
        presets: ownPresets,
        confirmations,
        setup: createSetupMessages({
          setup,
          firstRun,
          openSites: () => openSites(browser),
          async openPage(page, words) {
            const { site, projectPath, iid } = page;
            const tab = await browser.tabs.create({
              url: `${site}/${projectPath}/-/issues/${iid}`,
            });
            if (tab.id !== undefined)
              arrivals.expect(tab.id, page, { proposed: { words, preset: 'ask' } });
          },
        }),
        listRuns: () => runs.list(),
        async checkPlans() {
          const waiting = inboxOf(await runs.list(), [], new Date());
          await Promise.all(
            waiting.map(({ run, reason }) => (reason === 'plan' ? hasExpired(run) : false)),
          );
          return runs.list();
        },
        stopUntilGreen: (runId) => runner.stopUntilGreen(runId),
        listUnseen: () => attention.unseen(),
        seeRuns: (ids) => attention.seen(({ id }) => ids.includes(id)),
        async eraseRuns() {
          await attention.seen(({ state }) => isFinal(state));
          await runner.erase((run) => !isFinal(run.state) || isUntilGreen(run));
          await asks.erase(() => true);
          const left = (await runs.list()).map(({ id }) => id);
          await followUps.erase((runId) => !left.includes(runId));
          await (await reviews()).erase(() => true);
        },
      }),
    ),
    identify,
    keepAlive,
  });
  const feed = createRunsFeed({
    subscribe: (listener) => runner.subscribe(listener),
    identify,
    keepAlive,
    watched: () => following.watch(),
    opened: (page) => attention.seen((run) => isRunOf(run, page)),
  });

  return { route, feed };
}
