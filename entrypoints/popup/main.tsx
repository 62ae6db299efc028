import { i18n } from '#i18n';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { PopupPage } from '../../components/popup/PopupPage.tsx';
import { callOwn } from '../../utils/messages/callOwn.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { examineTab } from '../../utils/sites/examineTab.ts';
import { tabStateOf } from '../../utils/sites/tabStateOf.ts';

function openOptions(hash: string): void {
  void browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}${hash}` });
  window.close();
}

async function show(app: Element): Promise<void> {
  const [sites, known, unseen, [tab]] = await Promise.all([
    callOwn('listSites', {}),
    callOwn('listRuns', {}),
    callOwn('listUnseen', {}),
    browser.tabs.query({ active: true, currentWindow: true }),
  ]);
  const examined = tab?.id === undefined ? null : await examineTab(browser, tab.id);
  const on = sites.filter(({ offByPolicy }) => !offByPolicy);
  const state = tabStateOf(tab?.url ?? '', on, examined);
  const draw = (runs: Run[]): void =>
    render(
      <PopupPage
        tab={state}
        ready={on.length > 0}
        runs={runs}
        unseen={unseen}
        onStop={(runId) =>
          void callOwn('stopUntilGreen', { runId })
            .then(() => callOwn('listRuns', {}))
            .then(draw)
        }
        onSeen={(ids) => void callOwn('seeRuns', { ids })}
        onHistory={() => openOptions('#history')}
        onAdd={() =>
          openOptions(
            state.kind === 'addable' ? `#${new URLSearchParams({ site: state.root })}` : '',
          )
        }
        onSettings={() => openOptions('')}
      />,
      app,
    );
  draw(known);
  draw(await callOwn('checkPlans', {}));
}

document.title = i18n.t('name');
const app = document.querySelector('#app');
if (app) void show(app);
