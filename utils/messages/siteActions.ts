import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { callOwn } from './callOwn.ts';
import { permissionPattern } from '../sites/matchPatterns.ts';
import { parseSiteAddress } from '../sites/parseSiteAddress.ts';
import { requestHost } from '../sites/requestHost.ts';
import { redirectAddress } from '../sites/oauth/redirectAddress.ts';
import { fineGrainedPageUrl, tokenPageUrl } from '../sites/tokenPageUrl.ts';

/** What our own pages do to connect a GitLab. */
export const siteActions = {
  parseAddress: parseSiteAddress,
  grant: (root: string) => requestHost(browser.permissions, permissionPattern(root)),
  save: (root: string, token: string, forSession: boolean) =>
    callOwn('saveSite', { root, token, forSession }),
  signIn: (root: string, clientId: string, forSession: boolean) =>
    callOwn('signInSite', { root, clientId, forSession }),
  redirectAddress: (root: string) => redirectAddress(browser.identity, root),
  tokenPages: (root: string) => ({
    scoped: tokenPageUrl(root, {
      name: i18n.t('name'),
      description: i18n.t('options.tokenDescription'),
    }),
    fineGrained: fineGrainedPageUrl(root),
  }),
  listSites: () => callOwn('listSites', {}),
  listKnownSites: () => callOwn('listKnownSites', {}),
};
