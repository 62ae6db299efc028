/** What the page's script shares: pieces of HTML from the server, and the API with the session's CSRF token. */

export const root: string = readRoot();

function readRoot(): string {
  const gon: unknown = Reflect.get(window, 'gon');
  const value: unknown =
    typeof gon === 'object' && gon !== null ? Reflect.get(gon, 'relative_url_root') : '';
  return typeof value === 'string' ? value : '';
}

/** Fetches a piece of the page and gives its elements, not yet in the document. */
export async function fetchPiece(address: string): Promise<Element[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const parsed = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...parsed.body.children].map((element) => document.importNode(element, true));
}

/** Calls GitLab's API as the signed-in user. */
export async function callApi(method: string, path: string, body?: object): Promise<unknown> {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]');
  const response = await fetch(`${root}/api/v4${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrf-token': meta?.content ?? '' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response.json();
}
