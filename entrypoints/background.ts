import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createGitLab } from '../utils/gitlab/createGitLab.ts';
import type { Result } from '../utils/gitlab/Failure.ts';
import type { GitLab } from '../utils/gitlab/GitLab.ts';
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
import { pageOfUrl } from '../utils/page/pageOfUrl.ts';
import { createPreviews } from '../utils/pipeline/previews.ts';
import { labelOf } from '../utils/prompt/labelOf.ts';
import { createOwnPresets } from '../utils/prompt/ownPresets.ts';
import { createRunner } from '../utils/runs/runner.ts';
import { Site } from '../utils/sites/Site.ts';
import { checkToken } from '../utils/sites/checkToken.ts';
import { createCredentials } from '../utils/sites/credentials.ts';
import { dropPermission } from '../utils/sites/dropPermission.ts';
import { createRegistrar } from '../utils/sites/registerSites.ts';
import { siteOf } from '../utils/sites/siteOf.ts';
import { createSites } from '../utils/sites/sites.ts';
import { createDrafts } from '../utils/storage/drafts.ts';
import { createList } from '../utils/storage/createList.ts';
import {
  storedDrafts,
  storedPresets,
  storedPreview,
  storedPreviewIndex,
  storedRuns,
  storedSites,
} from '../utils/storage/items.ts';
import { lockStorage } from '../utils/storage/lockStorage.ts';
import { createPreviewStore } from '../utils/storage/previews.ts';
import { createRunStore } from '../utils/storage/runs.ts';

const FOLLOW_ALARM = 'follow-runs';

/** Builds the parts and wires them to the browser's events. Listeners stand before the first `await`: a worker that was woken by an event gets it only then. */
export default defineBackground(() => {
  const us = { id: browser.runtime.id, ownPages: browser.runtime.getURL('/') };
  const keepAlive = createKeepAlive(() => browser.runtime.getPlatformInfo());
  const toolbar = createToolbar(browser, browser.runtime.getURL('/popup.html'));
  const drafts = createDrafts(storedDrafts);
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
    },
    async removed(root) {
      await registrar.register();
      await drafts.removeSite(root);
      await dropPermission(browser, root, await savedSites.list());
    },
  });

  const gitLabFor = async (root: string): Promise<Result<GitLab>> => {
    const token = await sites.tokenOf(root);
    return token === null
      ? { ok: false, failure: { kind: 'token_refused', subject: root } }
      : { ok: true, value: createGitLab({ root, token }) };
  };
  const previews = createPreviews({
    gitLabFor,
    store: createPreviewStore(storedPreviewIndex, storedPreview),
    ownPresets: () => ownPresets.list(),
  });
  const runner = createRunner({ gitLabFor, runs, previews, now: Date.now });
  const following = createFollowing({
    follow: () => keepAlive.during(() => runner.follow()),
    setAlarm: (on) => setAlarm(browser.alarms, FOLLOW_ALARM, on),
    setTimer: (job, milliseconds) => {
      const timer = setTimeout(job, milliseconds);
      return () => clearTimeout(timer);
    },
  });

  const identify = async (sender: Sender) => callerOf(sender, us, await savedSites.list());
  const route = createRouter({
    page: createTable(
      pageRequests,
      createPageAnswers({
        ...toolbar,
        drafts,
        previews,
        runner,
        listRuns: () => runs.list(),
        following,
        openOptions: () => browser.runtime.openOptionsPage(),
      }),
    ),
    own: createTable(
      ownRequests,
      createOwnAnswers({ sites, listRuns: () => runs.list(), presets: ownPresets }),
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
    if (name === FOLLOW_ALARM) following.start();
  });

  const { local, session, sync } = browser.storage;
  report(lockStorage([local, session, sync]));
  // Runs that were open when the worker ended go on.
  following.start();
});
