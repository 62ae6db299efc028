import { sharedSelectors } from '../page/selectors.ts';
import { parseUrl } from './parseUrl.ts';
import { parseSiteAddress } from './parseSiteAddress.ts';

/** What a page shows of GitLab's marks. */
interface Marks {
  origin: string;
  /** GitLab's relative URL root, empty without one; null where the page is none of GitLab's. */
  relativeRoot: string | null;
  /** Empty for nobody. */
  username: string;
}

/** The part of the browser that is used; it needs `activeTab` or the host's permission. */
export interface ExaminingBrowser {
  scripting: {
    executeScript(injection: {
      target: { tabId: number };
      func: (controller: string, content: string) => Marks;
      args: [string, string];
    }): Promise<{ result?: Marks | undefined }[]>;
  };
}

/** Runs in the page, so it uses nothing from outside. GitLab's marks are its controller, its layout and its `gon` (`lib/gitlab/gon_helper.rb`). */
function readMarks(controller: string, content: string): Marks {
  const { origin } = location;
  const isMarked = document.querySelector(controller) && document.querySelector(content);
  const scripts = [...document.querySelectorAll('script:not([src])')];
  const gon = scripts
    .map(({ textContent }) => textContent ?? '')
    .find((text) => text.includes('gon.api_version='));
  if (!isMarked || gon === undefined) return { origin, relativeRoot: null, username: '' };
  const root = /gon\.relative_url_root="([^"]*)"/.exec(gon)?.[1] ?? '';
  const username = /gon\.current_username="([\w.-]*)"/.exec(gon)?.[1] ?? '';
  return { origin, relativeRoot: root.replaceAll('\\', ''), username };
}

/** What a tab shows: a GitLab, by its root, with who is signed in, or not; null where the browser does not let us look. */
export async function examineTab(
  browser: ExaminingBrowser,
  tabId: number,
): Promise<{ root: string | null; username?: string } | null> {
  const results = await browser.scripting
    .executeScript({
      target: { tabId },
      func: readMarks,
      args: [sharedSelectors.controller, sharedSelectors.content],
    })
    .catch(() => null);
  const marks = results?.[0]?.result;
  if (!marks) return null;
  if (marks.relativeRoot === null) return { root: null };
  // A relative root such as `@evil.test` would make another host of it.
  const address = parseUrl(marks.origin + marks.relativeRoot);
  if (address?.origin !== marks.origin) return { root: null };
  const parsed = parseSiteAddress(address.href);
  return {
    root: parsed.ok ? parsed.root : null,
    ...(marks.username && { username: marks.username }),
  };
}
