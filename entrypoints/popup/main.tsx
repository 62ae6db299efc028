import { i18n } from '#i18n';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { PopupPage } from '../../components/popup/PopupPage.tsx';
import { callOwn } from '../../utils/messages/callOwn.ts';
import { examineTab } from '../../utils/sites/examineTab.ts';
import { tabStateOf } from '../../utils/sites/tabStateOf.ts';

function openOptions(hash: string): void {
  void browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}${hash}` });
  window.close();
}

async function show(app: Element): Promise<void> {
  const [sites, runs, unseen, [tab]] = await Promise.all([
    callOwn('listSites', {}),
    callOwn('listRuns', {}),
    callOwn('listUnseen', {}),
    browser.tabs.query({ active: true, currentWindow: true }),
  ]);
  const examined = tab?.id === undefined ? null : await examineTab(browser, tab.id);
  const on = sites.filter(({ offByPolicy }) => !offByPolicy);
  const state = tabStateOf(tab?.url ?? '', on, examined);
  render(
    <PopupPage
      tab={state}
      ready={on.length > 0}
      runs={runs}
      unseen={unseen}
      onSeen={(ids) => void callOwn('seeRuns', { ids })}
      onHistory={() => openOptions('#history')}
      onAdd={() =>
        openOptions(state.kind === 'addable' ? `#${new URLSearchParams({ site: state.root })}` : '')
      }
      onSettings={() => openOptions('')}
    />,
    app,
  );
}

document.title = i18n.t('name');
const app = document.querySelector('#app');
if (app) void show(app);
