/** What goes wrong, once, for the next request that matches. */
export type Fault =
  | { kind: 'latency'; milliseconds: number }
  /** The connection ends before anything was done. */
  | { kind: 'drop' }
  /** Everything is done, then the connection ends without an answer. */
  | { kind: 'handle-then-drop' }
  /** Another answer; `handle` does the work first and throws its answer away. */
  | {
      kind: 'answer';
      status: number;
      body?: string;
      headers?: Record<string, string>;
      handle?: boolean;
    }
  /** A page with status 200 where JSON is expected, as a captive portal gives. */
  | { kind: 'html' }
  /** A redirect to a single sign-on server. */
  | { kind: 'redirect'; location?: string };

export interface RequestMatcher {
  method?: string;
  /** Path below the site's root: equal to it, or matched. */
  path?: string | RegExp;
}

interface Planned {
  matcher: RequestMatcher;
  fault: Fault;
  times: number;
}

/** Faults that are still to come. */
export interface Faults {
  /** Plans a fault for the next request (or the next `times`) that matches. */
  next(matcher: RequestMatcher, fault: Fault, times?: number): void;
  /** Takes the first fault planned for a request. */
  take(method: string, path: string): Fault | null;
  /** How many are still waiting for their request. */
  pending(): number;
  clear(): void;
}

/** What a proxy swallows that decodes or refuses encoded slashes; planned with `times` of infinity it stays so. */
export const ENCODED_SLASHES: RequestMatcher = { path: /^[^?]*%2F/i };

/** GitLab's plain answers for the commonest faults. */
export const faultAnswers = {
  rateLimited: (retryAfter?: number): Fault => ({
    kind: 'answer',
    status: 429,
    body: 'Retry later\n',
    headers: {
      'content-type': 'text/plain',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
  }),
  /** Apache without `AllowEncodedSlashes`. */
  apacheNotFound: (): Fault => ({
    kind: 'answer',
    status: 404,
    body: '<!DOCTYPE HTML><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>',
    headers: { 'content-type': 'text/html; charset=iso-8859-1' },
  }),
  serverError: (): Fault => ({
    kind: 'answer',
    status: 500,
    body: '{"message":"500 Internal Server Error"}',
    headers: { 'content-type': 'application/json' },
  }),
  badGateway: (handle = false): Fault => ({
    kind: 'answer',
    status: 502,
    body: '<!DOCTYPE html><html><head><title>GitLab is not responding</title></head><body><h1>502</h1></body></html>',
    headers: { 'content-type': 'text/html' },
    handle,
  }),
};

function matches(matcher: RequestMatcher, method: string, path: string): boolean {
  if (matcher.method !== undefined && matcher.method !== method) return false;
  if (matcher.path === undefined) return true;
  return typeof matcher.path === 'string'
    ? matcher.path === path.split('?')[0]
    : matcher.path.test(path);
}

/** An empty plan of faults. */
export function makeFaults(): Faults {
  let planned: Planned[] = [];
  return {
    next(matcher, fault, times = 1) {
      planned.push({ matcher, fault, times });
    },
    take(method, path) {
      const found = planned.find(({ matcher }) => matches(matcher, method, path));
      if (!found) return null;
      found.times -= 1;
      if (found.times === 0) planned = planned.filter((one) => one !== found);
      return found.fault;
    },
    pending: () => planned.length,
    clear() {
      planned = [];
    },
  };
}
