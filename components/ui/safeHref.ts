/** The address, where it is one of the site whose root is given; else undefined: an outcome leads nowhere else. */
export function hrefOn(root: string, address: string | undefined): string | undefined {
  const safe = safeHref(address);
  return safe?.startsWith(`${root}/`) ? safe : undefined;
}

/** The address, where it is a whole one of http or https without a name before its host; else undefined: nothing else may become a link. */
export function safeHref(address: string | undefined): string | undefined {
  if (address === undefined || !/^https?:\/\/[^\s/?#]/i.test(address)) return undefined;
  try {
    const url = new URL(address);
    return url.username === '' && url.password === '' ? address : undefined;
  } catch {
    return undefined;
  }
}
