import type { Browser } from 'wxt/browser';
import { pageOfUrl } from '../page/pageOfUrl.ts';
import { announceRuns, type Announcing } from './announceRuns.ts';
import type { Run } from './Run.ts';
import { runAddress } from './runAddress.ts';

/** The parts of the browser that tell of runs. */
export interface AttentionBrowser {
  action: Pick<typeof Browser.action, 'setBadgeText' | 'setBadgeBackgroundColor'>;
  notifications: {
    create(id: string, options: NotificationOptions): Promise<unknown>;
    clear(id: string): Promise<unknown>;
    onClicked: { addListener(listener: (id: string) => void): void };
  };
  tabs: Pick<typeof Browser.tabs, 'query' | 'get' | 'create' | 'update'> & {
    onActivated: { addListener(listener: (tab: { tabId: number }) => void): void };
  };
  windows: Pick<typeof Browser.windows, 'getLastFocused' | 'update'>;
}

interface NotificationOptions {
  type: 'basic';
  iconUrl: string;
  title: string;
  message: string;
}

const NOTIFICATION = 'run ';
const RUNNING_COLOUR = '#1f75cb';
const UNSEEN_COLOUR = '#d97757';

function shows(url: string | undefined, { site, projectPath, page }: Run): boolean {
  const shown = pageOfUrl(url ?? '', site);
  return shown?.projectPath === projectPath && shown.type === page.type && shown.iid === page.iid;
}

/** Badge and notifications for runs, and which of them were not looked at. Its listeners stand when it returns. */
export function createAttention(
  browser: AttentionBrowser,
  deps: Pick<Announcing, 'subscribe' | 'unseen' | 'report'> & {
    listRuns(): Promise<Run[]>;
    wanted(): Promise<boolean>;
    iconUrl: string;
    words(run: Run): { title: string; message: string };
  },
) {
  const announcing = announceRuns({
    ...deps,
    async isInFront(run) {
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      const { focused } = await browser.windows.getLastFocused();
      return focused && shows(tab?.url, run);
    },
    async notify(run) {
      if (!(await deps.wanted())) return;
      const options = { type: 'basic', iconUrl: deps.iconUrl, ...deps.words(run) } as const;
      await browser.notifications.create(`${NOTIFICATION}${run.id}`, options);
    },
    async showBadge({ running, unseen }) {
      const text = running > 0 ? String(running) : unseen > 0 ? '✓' : '';
      const color = running > 0 ? RUNNING_COLOUR : UNSEEN_COLOUR;
      await browser.action.setBadgeText({ text });
      if (text !== '') await browser.action.setBadgeBackgroundColor({ color });
    },
  });

  /** Takes the mark of the runs that `isSeen` picks. */
  async function seen(isSeen: (run: Run) => boolean): Promise<void> {
    const ids = (await deps.listRuns()).filter(isSeen).map(({ id }) => id);
    await announcing.seen((id) => ids.includes(id));
  }

  /** The run's page: the tab that shows it already, or a new one. */
  async function open(id: string): Promise<void> {
    await browser.notifications.clear(`${NOTIFICATION}${id}`);
    const run = (await deps.listRuns()).find((one) => one.id === id);
    if (!run) return;
    const tab = (await browser.tabs.query({})).find(({ url }) => shows(url, run));
    if (tab?.id === undefined) {
      await browser.tabs.create({ url: runAddress(run) });
    } else {
      await browser.tabs.update(tab.id, { active: true });
      await browser.windows.update(tab.windowId, { focused: true });
    }
    await seen((one) => one.id === id);
  }

  browser.notifications.onClicked.addListener((id) => {
    if (id.startsWith(NOTIFICATION)) deps.report(open(id.slice(NOTIFICATION.length)));
  });
  browser.tabs.onActivated.addListener(({ tabId }) =>
    deps.report(browser.tabs.get(tabId).then(({ url }) => seen((run) => shows(url, run)))),
  );
  return { seen, unseen: () => deps.unseen.get() };
}
