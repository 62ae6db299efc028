import { createHash } from 'node:crypto';

/** The application that an administrator of the sandbox registered. */
export const APPLICATION_ID = 'f3a8c2e1d94b7065';

/** Where browsers bring the answer of an authorization window: by the key of development builds in Chromium, by the add-on's id in Firefox. */
const CHROMIUM_ID = 'mmakgipaemchpmoioeafijeeadgeoobp';
const FIREFOX_ID = 'ask-claude@gitlab-extension.example';

export function extensionAddresses(): string[] {
  const hash = createHash('sha1').update(FIREFOX_ID).digest('hex');
  return [`https://${CHROMIUM_ID}.chromiumapp.org/`, `https://${hash}.extensions.allizom.org/`];
}
