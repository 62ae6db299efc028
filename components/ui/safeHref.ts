/** The address, where it is a whole one of http or https; else undefined: nothing else may become a link. */
export function safeHref(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:\/\/[^\s/?#]/i.test(address) ? address : undefined;
}
