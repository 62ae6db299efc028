import type { SenderDeps } from '../../gitlab/network/SenderDeps.ts';
import type { Grants } from './createGrants.ts';

/** The answer that GitLab itself gives once nothing can be renewed. */
function refused(detail: string): Response {
  const body = { error: 'invalid_token', error_description: detail };
  return new Response(JSON.stringify(body), { status: 401 });
}

/** A refusal without the token in it: a proxy may say back what it was sent. */
async function hiding(response: Response, access: string): Promise<Response> {
  const { status, headers, type } = response;
  if (type === 'opaqueredirect' || status < 400) return response;
  const text = await response.text();
  return new Response(text.replaceAll(access, '[token]'), { status, headers });
}

/** The network of a site that is signed in by OAuth: each request carries the access token of its moment. A reading that was refused is tried once more with the next one; nothing else is sent twice. */
export function bearerNetwork(root: string, grants: Grants, network: SenderDeps): SenderDeps {
  async function send(url: URL, init: RequestInit, access: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.delete('private-token');
    headers.set('authorization', `Bearer ${access}`);
    const response = await network.fetch(url, { ...init, headers });
    return response.ok ? response : hiding(response, access);
  }

  return {
    sleep: network.sleep,
    async fetch(url, init) {
      const access = await grants.access(root);
      if (!access.ok) {
        if (access.failure.kind === 'network') throw new TypeError('No answer.');
        return refused('The sign-in has ended.');
      }
      const response = await send(url, init, access.value);
      if (response.status !== 401 || init.method !== 'GET') return response;
      const next = await grants.access(root, access.value);
      return next.ok && next.value !== access.value ? send(url, init, next.value) : response;
    },
  };
}
