import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Ends the request with GitLab's JSON body for an error. */
export function refuse(status: ContentfulStatusCode, body: unknown): never {
  throw new HTTPException(status, {
    res: new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  });
}

export function unauthorized(): never {
  return refuse(401, { message: '401 Unauthorized' });
}

export function forbidden(reason?: string): never {
  return refuse(403, { message: reason ? `403 Forbidden - ${reason}` : '403 Forbidden' });
}

/** `notFound('Project')` gives GitLab's "404 Project Not Found". */
export function notFound(what?: string): never {
  return refuse(404, { message: what ? `404 ${what} Not Found` : '404 Not Found' });
}

/** Grape's refusal of a parameter: under `error`, unlike every other. */
export function badParameter(message: string): never {
  return refuse(400, { error: message });
}
