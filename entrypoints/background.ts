import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createGitLab } from '../utils/gitlab/createGitLab.ts';
import { heedfulNetwork } from '../utils/gitlab/heedfulNetwork.ts';
import type { Result } from '../utils/gitlab/Failure.ts';
import type { GitLab } from '../utils/gitlab/GitLab.ts';
import { createPatience } from '../utils/gitlab/patience.ts';
import { type Sender, callerOf } from '../utils/messages/callerOf.ts';
import { createRouter } from '../utils/messages/createRouter.ts';
import { createFollowing } from '../utils/messages/followOpenRuns.ts';
import { createKeepAlive } from '../utils/messages/keepAlive.ts';
import { createOwnAnswers } from '../utils/messages/ownAnswers.ts';
import { ownRequests } from '../utils/messages/ownRequests.ts';
import { createPageAnswers } from '../utils/messages/pageAnswers.ts';
import { pageRequests } from '../utils/messages/pageRequests.ts';
import { createRunsFeed } from '../utils/messages/runsFeed.ts';
import { createTable } from '../utils/messages/Table.ts';
import { report } from '../utils/messages/report.ts';
import { setAlarm } from '../utils/messages/setAlarm.ts';
import { settleDrafts } from '../utils/messages/settleDrafts.ts';
import { OPEN_PANEL_COMMAND, createToolbar } from '../utils/messages/toolbar.ts';
import { createProgressReader } from '../utils/outcome/readProgress.ts';
import { pageOfUrl } from '../utils/page/pageOfUrl.ts';
import { createPreviews } from '../utils/pipeline/previews.ts';
import { labelOf } from '../utils/prompt/labelOf.ts';
import { createAttention } from '../utils/runs/createAttention.ts';
import { exchangesOf } from '../utils/runs/exchangesOf.ts';
import { isSettled } from '../utils/runs/isSettled.ts';
import { isFinal } from '../utils/runs/Run.ts';
import { spendingOf, type Spending } from '../utils/runs/spendingOf.ts';
import { wordsOfRun } from '../utils/runs/wordsOfRun.ts';
import { createOwnPresets } from '../utils/prompt/ownPresets.ts';
import { createRunner } from '../utils/runs/runner.ts';
import { Site } from '../utils/sites/Site.ts';
import { checkToken } from '../utils/sites/checkToken.ts';
import { createCredentials } from '../utils/sites/credentials.ts';
import { dropPermission } from '../utils/sites/dropPermission.ts';
import { createRegistrar } from '../utils/sites/registerSites.ts';
import { siteOf } from '../utils/sites/siteOf.ts';
import { createSites } from '../utils/sites/sites.ts';
import { askOf, createAsks } from '../utils/storage/asks.ts';
import { createIds } from '../utils/storage/createIds.ts';
import { createDraftIds } from '../utils/storage/draftIds.ts';
import { createDrafts } from '../utils/storage/drafts.ts';
import { createList } from '../utils/storage/createList.ts';
import {
  storedAsks,
  storedDraftIds,
  storedDrafts,
  storedPresets,
  storedPreview,
  storedPreviewIndex,
  storedQuiet,
  storedRuns,
  storedSettings,
  storedUnseen,
  storedSites,
} from '../utils/storage/items.ts';
import { lockStorage } from '../utils/storage/lockStorage.ts';
import { createPreviewStore } from '../utils/storage/previews.ts';
import { createRunStore } from '../utils/storage/runs.ts';
import { createSettings } from '../utils/storage/settings.ts';

const FOLLOW_ALARM = 'follow-runs';

/** Builds the parts and wires them to the browser's events. Listeners stand before the first `await`: a worker that was woken by an event gets it only then. */
export default defineBackground(() => {
  const us = { id: browser.runtime.id, ownPages: browser.runtime.getURL('/') };
  const keepAlive = createKeepAlive(() => browser.runtime.getPlatformInfo());
  const toolbar = createToolbar(browser, browser.runtime.getURL('/popup.html'));
  const drafts = createDrafts(storedDrafts);
  const asks = createAsks(storedAsks);
  const settings = createSettings(storedSettings);
  const draftIds = createDraftIds(storedDraftIds);
  const patience = createPatience(storedQuiet, () => Date.now());
  const runs = createRunStore(storedRuns);
  const ownPresets = createOwnPresets(storedPresets);
  const savedSites = createList(storedSites, Site);
  const registrar = createRegistrar(browser, () => savedSites.list());
  const sites = createSites({
    stored: savedSites,
    credentials: createCredentials(),
    check: (root, token) => checkToken(createGitLab({ root, token }), root, new Date()),
    async saved(root) {
      await registrar.register();
      await registrar.inject(root);
      // What could not be asked with the token before goes on at once.
      following.start();
    },
    async removed(root) {
      await registrar.register();
      await drafts.removeSite(root);
      const gone = (await runs.list()).filter(({ site }) => site === root);
      await asks.erase((asked) => gone.some(({ id }) => id === asked));
      await runs.erase(({ site }) => site !== root);
      await draftIds.removeSite(root);
      await dropPermission(browser, root, await savedSites.list());
    },
  });

  const gitLabFor = async (root: string): Promise<Result<GitLab>> => {
    const token = await sites.tokenOf(root);
    return token === null
      ? { ok: false, failure: { kind: 'token_refused', subject: root } }
      : { ok: true, value: createGitLab({ root, token }, heedfulNetwork(patience, root)) };
  };
  const previews = createPreviews({
    gitLabFor,
    store: createPreviewStore(storedPreviewIndex, storedPreview),
    ownPresets: () => ownPresets.list(),
    draftId: (page, discussionId) =>
      draftIds.get(page, discussionId, async (id) => isSettled(id, await runs.list())),
    async exchanges(runId) {
      const [all, asked] = await Promise.all([runs.list(), asks.list()]);
      return exchangesOf(runId, all, (id) => asked.find((ask) => ask.id === id)?.words);
    },
  });
  const takeAndNote = async (id: string) => {
    const taken = await previews.take(id);
    if (taken) report(asks.save({ ...askOf(taken.request), id: taken.run.id }));
    return taken;
  };
  const runner = createRunner({
    gitLabFor,
    runs,
    previews: { find: previews.find, take: takeAndNote },
    quietUntil: (root) => patience.until(root),
    now: () => Date.now(),
  });
  const following = createFollowing({
    follow: () => keepAlive.during(() => runner.follow()),
    setAlarm: (on) => setAlarm(browser.alarms, FOLLOW_ALARM, on),
    setTimer: (job, milliseconds) => {
      const timer = setTimeout(job, milliseconds);
      return () => clearTimeout(timer);
    },
  });

  const attention = createAttention(browser, {
    subscribe: (listener) => runner.subscribe(listener),
    unseen: createIds(storedUnseen),
    listRuns: () => runs.list(),
    wanted: async () => (await settings.get()).notify,
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    words: wordsOfRun,
    report,
  });
  const progress = createProgressReader();
  const identify = async (sender: Sender) => callerOf(sender, us, await savedSites.list());
  const route = createRouter({
    page: createTable(
      pageRequests,
      createPageAnswers({
        ...toolbar,
        drafts,
        previews: {
          ...previews,
          async preview(page, request, panelKey) {
            const { budgetBytes } = await settings.get();
            const usual = budgetBytes === null ? {} : { budget: budgetBytes };
            return previews.preview(page, { ...usual, ...request }, panelKey);
          },
        },
        runner,
        listRuns: () => runs.list(),
        async spending(page) {
          const all = spendingOf(await runs.list(), new Date());
          const isHere = (one: Spending) =>
            one.site === page.site && one.projectPath === page.projectPath;
          const { dailyCapUsd } = await settings.get();
          return { today: all.find(isHere)?.today ?? 0, capUsd: dailyCapUsd };
        },
        recallAsk: (runId) => asks.find(runId),
        async readProgress(run, withLog) {
          const gitLab = await gitLabFor(run.site);
          return gitLab.ok ? progress.look(gitLab.value, run, withLog) : gitLab;
        },
        following,
        openOptions: () => browser.runtime.openOptionsPage(),
      }),
    ),
    own: createTable(
      ownRequests,
      createOwnAnswers({
        sites,
        settings,
        presets: ownPresets,
        listRuns: () => runs.list(),
        seeRuns: () => attention.seen(),
        async eraseRuns() {
          await runs.erase(({ state }) => !isFinal(state));
          await asks.erase(() => true);
          await attention.seen();
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
  });
  settleDrafts({ subscribe: (listener) => runner.subscribe(listener), drafts, labelOf, report });
  const renew = async () => {
    await registrar.register();
    await registrar.inject();
  };
  const openPanelIn = async (tab: { id?: number | undefined; url?: string | undefined }) => {
    const site = siteOf(tab.url ?? '', await savedSites.list());
    if (tab.id === undefined || !site || !pageOfUrl(tab.url ?? '', site.root)) return;
    await toolbar.openPanel(tab.id);
  };

  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    void route(message, sender).then(respond);
    return true;
  });
  browser.runtime.onConnect.addListener((port) => report(feed(port)));
  browser.runtime.onInstalled.addListener(({ reason }) => {
    report(renew());
    if (reason === 'install') report(browser.runtime.openOptionsPage());
  });
  browser.runtime.onStartup.addListener(() => report(renew()));
  browser.permissions.onAdded.addListener(() => report(registrar.register()));
  browser.permissions.onRemoved.addListener(() => report(registrar.register()));
  browser.action.onClicked.addListener((tab) => report(openPanelIn(tab)));
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === OPEN_PANEL_COMMAND && tab) report(openPanelIn(tab));
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === FOLLOW_ALARM) following.ring();
  });

  const { local, session, sync } = browser.storage;
  report(lockStorage([local, session, sync]));
  // Runs that were open when the worker ended go on.
  following.start();
});
