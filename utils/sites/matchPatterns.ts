/** The pattern to ask host permission with. Without a port, which Firefox takes nowhere in a pattern: scripts and background compare the whole origin themselves. */
export function permissionPattern(root: string): string {
  const { protocol, hostname } = new URL(root);
  return `${protocol}//${hostname}/*`;
}

/** The pages on which a site's scripts run. */
export function pagePattern(root: string): string {
  const { protocol, hostname, pathname } = new URL(root);
  return `${protocol}//${hostname}${pathname.replace(/\/$/, '')}/*`;
}
