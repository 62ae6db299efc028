import type { Dock } from './dock.ts';
import { headersOf } from './headers.ts';
import type { Recorded } from './recordings.ts';

/** What in this world stands for ids and hashes of the recorded one. */
export interface Names {
  /** By parameter of a path and recorded value. */
  parameters: Map<string, string>;
  /** Hashes, wherever they are. */
  texts: Map<string, string>;
}

export function noNames(): Names {
  return { parameters: new Map(), texts: new Map() };
}

/** Parameters of paths that name the same kind of thing. */
const ALIASES: Record<string, string> = { d: 'discussion', mr: 'iid', other: 'id' };

function translate(names: Names, parameter: string, value: string): string {
  const name = ALIASES[parameter] ?? parameter;
  return names.parameters.get(`${name} ${value}`) ?? names.texts.get(value) ?? value;
}

function textsOf(dock: Dock, names: Names, text: string): string {
  let translated = text;
  for (const [recorded, own] of names.texts) {
    translated = translated.replaceAll(recorded, own);
    if (recorded.length === 40) {
      translated = translated.replaceAll(`"${recorded.slice(0, 8)}"`, `"${own.slice(0, 8)}"`);
    }
  }
  return translated.replace(
    /<trigger token (?:of )?([^>]+)>|<job token ([^>]+)>|<([^>]+) PAT>/g,
    (whole, trigger, job, pat) => {
      if (trigger === 'maintainer' || trigger === 'owner') return `glptt-of-${trigger}-11`;
      if (trigger === 'trigger token') return 'glptt-of-owner-6';
      return dock.tokens.get(job ?? pat ?? '') ?? whole;
    },
  );
}

/** A long text that the recorder cut, in its whole length. */
function uncut(value: unknown): unknown {
  if (typeof value === 'string') {
    const [, start = '', length = '0'] = /^(.+)… \((\d+) characters\)$/s.exec(value) ?? [];
    return start === '' ? value : start.slice(0, 1).repeat(Number(length));
  }
  if (Array.isArray(value)) return value.map(uncut);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, uncut(inner)]));
  }
  return value;
}

function addressOf(dock: Dock, names: Names, { path, params = {}, query }: Recorded): string {
  const filled = path.replace(/:([a-z_]+)/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : encodeURIComponent(translate(names, name, String(value)));
  });
  const search =
    typeof query === 'string'
      ? query
      : new URLSearchParams(
          Object.entries(query ?? {}).map(([name, value]) => [name, textsOf(dock, names, value)]),
        ).toString();
  const sign = filled.includes('?') ? '&' : '?';
  return `${dock.sandbox.url}${filled}${search === '' ? '' : sign + textsOf(dock, names, search)}`;
}

/** The `Authorization` of git: the recorded token is a placeholder. */
function gitHeaders(dock: Dock, actor: string): Record<string, string> {
  const colon = actor.indexOf(':');
  if (colon === -1) return {};
  const token = dock.tokens.get(actor.slice(colon + 1)) ?? 'nobody';
  return {
    authorization: `Basic ${Buffer.from(`${actor.slice(0, colon)}:${token}`).toString('base64')}`,
  };
}

export interface Got {
  status: number;
  headers: Headers;
  body: unknown;
}

/** Asks the sandbox what was asked of GitLab. */
export async function replay(dock: Dock, names: Names, recorded: Recorded): Promise<Got> {
  const { actor } = recorded.as;
  const isGit = recorded.path.includes('.git/');
  const raw = typeof recorded.body === 'string';
  const body = raw
    ? String(recorded.body)
    : textsOf(dock, names, JSON.stringify(uncut(recorded.body)) ?? '');
  const hasBody = recorded.body !== undefined && recorded.body !== null;
  const sent = Object.fromEntries(
    Object.entries(recorded.sent_headers ?? {}).filter(([name]) => name !== 'Authorization'),
  );
  const address = addressOf(dock, names, recorded);
  if ('If-None-Match' in sent) {
    const before = await fetch(address, { headers: headersOf(dock, actor) });
    sent['If-None-Match'] = before.headers.get('etag') ?? '';
  }
  const response = await fetch(address, {
    method: recorded.method,
    redirect: 'manual',
    headers: {
      ...(isGit && actor !== 'anonymous' && actor.includes(':')
        ? gitHeaders(dock, actor)
        : isGit && actor !== 'anonymous'
          ? gitHeaders(dock, `oauth2:${actor}`)
          : headersOf(dock, actor)),
      ...sent,
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(hasBody ? { body } : {}),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json') && text !== '';
  const got = {
    status: response.status,
    headers: response.headers,
    body: json ? parsed(text) : text,
  };
  if (got.status < 300) learn(names, kindOf(recorded), recorded.answer, got.body);
  return got;
}

/** GitLab calls some plain texts JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What an answer's `id` is the id of. */
function kindOf({ method, path }: Recorded): string {
  if (/\/(?:pipeline|trigger\/pipeline|retry|cancel)$/.test(path)) {
    return path.includes('/jobs/') ? 'job' : 'pipeline';
  }
  if (path.includes('draft_notes')) return 'draft';
  if (path.endsWith('/notes')) return 'note';
  if (path.endsWith('/merge_requests') && method === 'POST') return 'merge request';
  if (path.includes('/jobs')) return 'job';
  return 'other';
}

function learn(names: Names, kind: string, recorded: unknown, got: unknown): void {
  if (Array.isArray(recorded) && Array.isArray(got)) {
    recorded.forEach((one, index) => learn(names, kind, one, got[index]));
    return;
  }
  if (!isRecord(recorded) || !isRecord(got)) return;
  for (const [name, value] of Object.entries(recorded)) {
    const own = got[name];
    if (name === 'id' && typeof value === 'number') {
      names.parameters.set(`${kind} ${value}`, String(own));
    } else if (name === 'iid' && kind === 'merge request') {
      names.parameters.set(`iid ${String(value)}`, String(own));
    } else if (
      typeof value === 'string' &&
      /^[0-9a-f]{40}$/.test(value) &&
      typeof own === 'string'
    ) {
      if (!/^0+$/.test(value)) names.texts.set(value, own);
    } else {
      learn(names, KINDS[name] ?? (isRecord(value) ? 'other' : kind), value, own);
    }
  }
}

const KINDS: Record<string, string> = { notes: 'note', suggestions: 'suggestion' };

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
