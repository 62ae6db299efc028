/** Where a link leads. */
export interface Address {
  /** As it may stand in Markdown: whole, or a path of this GitLab. */
  url: string;
  /** Whether it is this GitLab's. */
  own: boolean;
}

function percent(char: string): string {
  return /[^ -~]/.test(char)
    ? encodeURIComponent(char)
    : `%${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function parsed(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/**
 * Where a link of a text leads, read as browsers do; null where it may not be a link: no http, a name before the host.
 * @param origin of this GitLab
 */
export function addressOf(href: string, origin: string): Address | null {
  const own = parsed(origin)?.origin;
  const written = href.trim().toWellFormed();
  if (/^[a-z][a-z\d+.-]*:/i.test(written)) {
    const url = parsed(written);
    if (url === null || !/^https?:$/.test(url.protocol) || url.username || url.password)
      return null;
    const rest = url.href.slice(url.origin.length).replace(/[$@|`<>\\()[\]]/g, percent);
    return { url: url.origin + rest, own: url.origin === own };
  }
  const path = written.replace(/[^\w\-./#?=&%+~,;:]/gu, percent);
  const isPath =
    path !== '' && !path.startsWith('//') && parsed(path, `${own}/a/b`)?.origin === own;
  return isPath ? { url: path, own: true } : null;
}
