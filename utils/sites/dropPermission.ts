import type { Browser } from 'wxt/browser';
import { permissionPattern } from './matchPatterns.ts';

/** The parts of the browser that giving a permission back uses. */
export interface PermissionBrowser {
  permissions: Pick<typeof Browser.permissions, 'remove'>;
  runtime: Pick<typeof Browser.runtime, 'getManifest'>;
}

/** Gives the host permission of a removed site back, unless another site needs it or the manifest itself holds it. */
export async function dropPermission(
  browser: PermissionBrowser,
  root: string,
  others: readonly { root: string }[],
): Promise<void> {
  const pattern = permissionPattern(root);
  const required: readonly string[] = browser.runtime.getManifest().host_permissions ?? [];
  if (required.includes(pattern)) return;
  if (others.some((other) => permissionPattern(other.root) === pattern)) return;
  await browser.permissions.remove({ origins: [pattern] });
}
