import { createHash } from 'node:crypto';
import { redirectPath } from '../../../utils/sites/oauth/redirectAddress.ts';

/** The application that an administrator of the sandbox registered. */
export const APPLICATION_ID = 'f3a8c2e1d94b7065';

/** Where browsers bring the answer of an authorization window: by the key of development builds in Chromium, by the add-on's id in Firefox. */
const CHROMIUM_ID = 'mmakgipaemchpmoioeafijeeadgeoobp';
const FIREFOX_ID = 'ask-claude@gitlab-extension.example';

/** The redirect addresses that an administrator of the site `root` registers: one a browser. */
export async function extensionAddresses(root: string): Promise<string[]> {
  const hash = createHash('sha1').update(FIREFOX_ID).digest('hex');
  const path = await redirectPath(root);
  return [
    `https://${CHROMIUM_ID}.chromiumapp.org/${path}`,
    `https://${hash}.extensions.allizom.org/${path}`,
  ];
}
