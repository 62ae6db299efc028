import { expect, test } from 'vitest';
import { openSites, type TabsBrowser } from '../../../utils/sites/openSites.ts';

/** Tabs by their addresses, the first looked at last; what each shows of GitLab's marks. */
function browserWith(
  tabs: [url: string | undefined, root: string | null, username: string][],
): TabsBrowser {
  return {
    tabs: {
      query: async () =>
        tabs.map(([url], index) => ({ id: index, url, lastAccessed: 1000 - index })),
    },
    scripting: {
      async executeScript({ target }) {
        const [url = '', relativeRoot = null, username = ''] = tabs[target.tabId] ?? [];
        return [{ result: { origin: new URL(url).origin, relativeRoot, username } }];
      },
    },
  };
}

test('each GitLab of the open tabs is found once, with its user and the project looked at last', async () => {
  const browser = browserWith([
    ['https://git.acme.test/gitlab/acme/shop/-/issues/12', '/gitlab', 'mia'],
    ['https://news.test/', null, ''],
    ['https://git.acme.test/gitlab/acme/other/-/issues/3', '/gitlab', 'mia'],
    ['https://gitlab.com/explore', '', ''],
  ]);
  expect(await openSites(browser)).toEqual([
    { root: 'https://git.acme.test/gitlab', username: 'mia', project: 'acme/shop' },
    { root: 'https://gitlab.com' },
  ]);
});

test('tabs whose address the browser keeps to itself are left alone, and groups are no projects', async () => {
  const browser = browserWith([
    [undefined, '', 'mia'],
    ['https://gitlab.com/groups/acme/-/issues', '', 'mia'],
  ]);
  expect(await openSites(browser)).toEqual([{ root: 'https://gitlab.com', username: 'mia' }]);
});
