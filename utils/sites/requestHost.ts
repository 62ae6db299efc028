import type { Browser } from 'wxt/browser';

/**
 * Asks for a host. The request leaves before anything is awaited: Firefox forgets the click after that.
 * Browsers refuse to ask without a click, even for what is granted: then it counts whether it is.
 */
export function requestHost(
  permissions: Pick<typeof Browser.permissions, 'request' | 'contains'>,
  pattern: string,
): Promise<boolean> {
  const origins = [pattern];
  return permissions.request({ origins }).catch(() => permissions.contains({ origins }));
}
