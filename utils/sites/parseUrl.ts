/** `URL.parse`, which the oldest browsers that we run in lack. */
export function parseUrl(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
