import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { report } from '../../utils/messages/report.ts';
import { ASK_SELECTION } from '../../utils/messages/siteMenu.ts';
import { settleDrafts } from '../../utils/messages/settleDrafts.ts';
import { OPEN_PANEL_COMMAND } from '../../utils/messages/toolbar.ts';
import { fileOfUrl, pageOfUrl, pipelineOfUrl } from '../../utils/page/pageOfUrl.ts';
import { siteOf } from '../../utils/sites/siteOf.ts';
import { lockStorage } from '../../utils/storage/lockStorage.ts';
import { createRoutes } from './createRoutes.ts';
import { createServices, FOLLOW_ALARM } from './createServices.ts';
import { keepOnDemand } from './loadOnDemand.ts';

/** The first-run page; the options page where loopback hosts are granted from the start, which only the end-to-end build's manifest does: Firefox's remote protocol reaches no page but one that opens so. */
function showFirst(): Promise<unknown> {
  const granted = browser.runtime.getManifest().host_permissions ?? [];
  return granted.includes('http://127.0.0.1/*')
    ? browser.runtime.openOptionsPage()
    : browser.tabs.create({ url: browser.runtime.getURL('/first-run.html') });
}

/** Wires the parts to the browser's events. Listeners stand before the first `await`: a worker that was woken by an event gets it only then. */
export default defineBackground(() => {
  keepOnDemand();
  const services = createServices();
  const { allowedSites, asks, drafts, following, registrar, runner, siteMenu, toolbar } = services;
  const { route, feed } = createRoutes(services);
  settleDrafts({
    subscribe: (listener) => runner.subscribe(listener),
    drafts,
    askedBy: async (id) => (await asks.find(id))?.words ?? null,
    report,
  });
  const renew = async () => {
    await registrar.register();
    await registrar.inject();
  };
  const openPanelIn = async (tab: { id?: number | undefined; url?: string | undefined }) => {
    const { id, url = '' } = tab;
    const site = siteOf(url, await allowedSites());
    if (id === undefined || !site) return;
    if (pageOfUrl(url, site.root)) await toolbar.openPanel(id, site.root);
    // What is selected there is asked about at its merge request.
    else if (pipelineOfUrl(url, site.root) ?? fileOfUrl(url, site.root))
      await toolbar.tellExtras(id, { notice: 'ask-selection' });
  };
  const placeMenu = async () => {
    const titles = { addSite: i18n.t('menuAddSite'), askSelection: i18n.t('menuAskSelection') };
    const sites = await allowedSites();
    await siteMenu.place(
      titles,
      sites.map(({ root }) => root),
    );
  };

  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    void route(message, sender).then(respond);
    return true;
  });
  browser.runtime.onConnect.addListener((port) => report(feed(port)));
  browser.runtime.onInstalled.addListener(({ reason }) => {
    // Where items are missing, none can be changed.
    report(placeMenu().then(renew));
    if (reason === 'install') report(showFirst());
  });
  browser.runtime.onStartup.addListener(() => report(renew()));
  browser.storage.onChanged.addListener((_, area) => {
    // What the organisation rules decides which of the saved sites are on. Open panels of the others stay.
    if (area === 'managed') report(registrar.register().then((roots) => registrar.inject(roots)));
  });
  browser.permissions.onAdded.addListener(() => report(registrar.register()));
  browser.permissions.onRemoved.addListener(() => report(registrar.register()));
  browser.action.onClicked.addListener((tab) => report(openPanelIn(tab)));
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === OPEN_PANEL_COMMAND && tab) report(openPanelIn(tab));
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    if (menuItemId === ASK_SELECTION && tab) report(openPanelIn(tab));
    else report(siteMenu.pressed(menuItemId, tab));
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === FOLLOW_ALARM) following.ring();
  });

  const { local, session, sync } = browser.storage;
  report(lockStorage([local, session, sync]));
  // Runs that were open when the worker ended go on.
  following.start();
});
