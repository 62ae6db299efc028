import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Ends the request with GitLab's JSON body for an error. */
export function refuse(
  status: ContentfulStatusCode,
  body: unknown,
  headers: Record<string, string> = {},
): never {
  throw new HTTPException(status, {
    res: new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    }),
  });
}

/** Ends the request with a text, as what stands before GitLab's API does. */
export function refuseWithText(
  status: ContentfulStatusCode,
  text: string,
  headers: Record<string, string> = {},
): never {
  throw new HTTPException(status, {
    res: new Response(text, { status, headers: { 'content-type': 'text/plain', ...headers } }),
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

/** GitLab's 404 for a record that is looked up by its number: its last word is written small. */
export function noSuchRecord(): never {
  return refuse(404, { message: '404 Not found' });
}

/** Grape's refusal of a parameter: under `error`, unlike every other. */
export function badParameter(message: string): never {
  return refuse(400, { error: message });
}

/** `bad_request!`, with its prefix. */
export function badRequest(reason: string): never {
  return refuse(400, { message: `400 Bad request - ${reason}` });
}
