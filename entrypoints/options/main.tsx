import { i18n } from '#i18n';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { SettingsPage, type SettingsActions } from '../../components/settings/SettingsPage.tsx';
import { callOwn } from '../../utils/messages/callOwn.ts';
import { siteActions } from '../../utils/messages/siteActions.ts';

const actions: SettingsActions = {
  ...siteActions,
  worksInPrivate: () => browser.extension.isAllowedIncognitoAccess(),
  watchPolicy: (listener) => {
    const onChange = (_: unknown, area: string) => {
      if (area === 'managed') listener();
    };
    browser.storage.onChanged.addListener(onChange);
    return () => browser.storage.onChanged.removeListener(onChange);
  },
  getPolicy: () => callOwn('getPolicy', {}),
  listChoices: () => callOwn('listProjectChoices', {}),
  saveChoice: (chosen) => callOwn('saveProjectChoice', chosen),
  exportSettings: () => callOwn('exportSettings', {}),
  reviewSettings: (text) => callOwn('reviewSettings', { text }),
  importSettings: (text) => callOwn('importSettings', { text }),
  openFirstRun: () => browser.tabs.create({ url: browser.runtime.getURL('/first-run.html') }),
  diagnose: (request) => callOwn('diagnose', request),
  performFix: (request) => callOwn('performFix', request),
  removeSite: (root) => callOwn('removeSite', { root }),
  listRuns: () => callOwn('listRuns', {}),
  listUnseen: () => callOwn('listUnseen', {}),
  seeRuns: (ids) => callOwn('seeRuns', { ids }),
  eraseRuns: () => callOwn('eraseRuns', {}),
  getSettings: () => callOwn('getSettings', {}),
  saveSettings: (settings) => callOwn('saveSettings', { settings }),
  listPresets: () => callOwn('listPresets', {}),
  savePreset: (preset, replaces) =>
    callOwn('savePreset', { preset, ...(replaces === undefined ? {} : { replaces }) }),
  removePreset: (name) => callOwn('removePreset', { name }),
  reviewPresets: (text) => callOwn('reviewPresets', { text }),
  importPresets: (text) => callOwn('importPresets', { text }),
  exportPresets: () => callOwn('exportPresets', {}),
};

document.title = i18n.t('options.title');
const root = document.querySelector('#app');
const wanted = new URLSearchParams(location.hash.slice(1));
if (root)
  render(
    <SettingsPage
      actions={actions}
      address={wanted.get('site') ?? ''}
      notGitLab={wanted.get('other') ?? ''}
    />,
    root,
  );
