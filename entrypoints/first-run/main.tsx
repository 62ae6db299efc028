import { i18n } from '#i18n';
import { render } from 'preact';
import { FirstRunPage, type FirstRunActions } from '../../components/setup/FirstRunPage.tsx';
import { callOwn } from '../../utils/messages/callOwn.ts';
import { siteActions } from '../../utils/messages/siteActions.ts';

/** The panel and all that makes a preview come along only when they are asked for. */
function mountExample(host: HTMLElement, onClose: () => void): () => void {
  const ended = new AbortController();
  async function mount(): Promise<void> {
    const example = await import('./mountExample.tsx');
    if (ended.signal.aborted) return;
    ended.signal.addEventListener('abort', example.mountExample(host, onClose));
  }
  void mount();
  return () => ended.abort();
}

const actions: FirstRunActions = {
  ...siteActions,
  projects: (site, search) => callOwn('findProjects', { site, search }),
  issues: (address) => callOwn('findIssues', address),
  look: (address) => callOwn('lookAtProject', address),
  plan: (address, choice) => callOwn('planSetup', { ...address, choice }),
  carryOut: (address, choice, digest) => callOwn('carryOutSetup', { ...address, choice, digest }),
  performFix: (address, fix) => callOwn('performFix', { ...address, fix }),
  diagnose: (address) => callOwn('diagnose', address),
  findOpenSites: () => callOwn('findOpenSites', {}),
  openIssue: (issue) => callOwn('openIssue', issue),
  getState: () => callOwn('getFirstRun', {}),
  saveState: (state) => callOwn('saveFirstRun', { state }),
  mountExample,
};

document.title = i18n.t('firstRun.pageTitle');
const root = document.querySelector('#app');
if (root) render(<FirstRunPage actions={actions} />, root);
