import { i18n } from '#i18n';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { SettingsPage, type SettingsActions } from '../../components/settings/SettingsPage.tsx';
import { callOwn } from '../../utils/messages/callOwn.ts';
import { permissionPattern } from '../../utils/sites/matchPatterns.ts';
import { parseSiteAddress } from '../../utils/sites/parseSiteAddress.ts';
import { requestHost } from '../../utils/sites/requestHost.ts';
import { tokenPageUrl } from '../../utils/sites/tokenPageUrl.ts';

const actions: SettingsActions = {
  parseAddress: parseSiteAddress,
  grant: (root) => requestHost(browser.permissions, permissionPattern(root)),
  save: (root, token) => callOwn('saveSite', { root, token }),
  tokenPage: (root) =>
    tokenPageUrl(root, { name: i18n.t('name'), description: i18n.t('options.tokenDescription') }),
  listSites: () => callOwn('listSites', {}),
  removeSite: (root) => callOwn('removeSite', { root }),
  listRuns: () => callOwn('listRuns', {}),
  eraseRuns: () => callOwn('eraseRuns', {}),
  getSettings: () => callOwn('getSettings', {}),
  saveSettings: (settings) => callOwn('saveSettings', { settings }),
  listPresets: () => callOwn('listPresets', {}),
  savePreset: (preset, replaces) =>
    callOwn('savePreset', { preset, ...(replaces === undefined ? {} : { replaces }) }),
  removePreset: (name) => callOwn('removePreset', { name }),
  importPresets: (text) => callOwn('importPresets', { text }),
  exportPresets: () => callOwn('exportPresets', {}),
};

document.title = i18n.t('options.title');
const root = document.querySelector('#app');
const address = new URLSearchParams(location.hash.slice(1)).get('site') ?? '';
if (root) render(<SettingsPage actions={actions} address={address} />, root);
