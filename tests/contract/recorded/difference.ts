import type { Recorded } from './recordings.ts';

/** How a recorded answer and the sandbox's are compared: kinds, nulls and absences everywhere, values where they tell something. */

const SITE = 'https://gitlab.example.com';

/** Their values are held, not only their kind: GitLab's own words and states. */
const TELLING = new Set(
  'access_level action allow_failure appliable applied archived builds_access_level can_push ci_pipeline_variables_minimum_override_role collapsed confidential default deleted_file detailed_merge_status developers_can_merge developers_can_push draft empty_repo from_content from_line individual_note internal issues_access_level issues_enabled jobs_enabled line_code merge_requests_enabled merge_status mode new_file new_line noteable_type old_line overflow permissions position_type protected public_jobs repository_access_level resolvable resolve_discussion resolved restrict_user_defined_variables source state status system tag to_content to_line too_large type valid variable_type visibility when a_mode b_mode new_path old_path key value raw errors warnings label group text inbound_enabled outbound_enabled body note changes_count path'.split(
    ' ',
  ),
);

/** Null in one world and not in the other, for reasons that are no matter of the API. */
const EITHER_WAY = new Set([
  // People of the sandbox have pictures.
  'avatar_url',
  // Whether anything ran for that commit by then.
  'head_pipeline',
  'pipeline',
  'last_pipeline',
  'queued_duration',
  // The recorder's runner was made by hand, and told little of itself.
  'created_by',
  'revision',
  'ip_address',
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The sandbox's answer with the recorded address in place of its own. */
export function atSite(text: string, url: string): string {
  return text.replaceAll(url, SITE);
}

/** Numbers that differ from world to world: iids in GitLab's sentences. */
function withoutNumbers(text: string): string {
  return text.replace(/!\d+/g, '!n').replace(/_label_ids":\[\d+\]/g, '_label_ids":[n]');
}

/** Words of a refusal that differ, or null. */
export function refusalDifference(recorded: unknown, got: unknown, url: string): string | null {
  const expected = withoutNumbers(JSON.stringify(recorded));
  const actual = withoutNumbers(atSite(JSON.stringify(got ?? null), url));
  return expected === actual ? null : `${actual.slice(0, 300)}, GitLab ${expected.slice(0, 300)}`;
}

function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** A text that the recorder cut or measured. */
function isCut(text: string): boolean {
  return /… ?\(\d+ characters\)$|^\d+ characters/.test(text) || text.endsWith('…');
}

/** Where two values differ in what the API is about. */
function valueDifferences(recorded: unknown, got: unknown, at: string, name: string): string[] {
  if (recorded === '(absent)') return got === undefined ? [] : [`${at} is there, GitLab has none`];
  if (got === undefined) return [`${at} is absent`];
  if (kind(recorded) !== kind(got)) {
    const nulls = recorded === null || got === null;
    if (nulls && EITHER_WAY.has(name)) return [];
    return [
      `${at} is ${kind(got)}, GitLab ${kind(recorded)} ${JSON.stringify(recorded).slice(0, 60)}`,
    ];
  }
  if (isRecord(recorded) && isRecord(got)) return recordDifferences(recorded, got, at);
  if (Array.isArray(recorded) && Array.isArray(got))
    return listDifferences(recorded, got, at, name);
  if (typeof recorded === 'string' && isCut(recorded)) return [];
  if (!TELLING.has(name) || recorded === got) return [];
  return [`${at} is ${JSON.stringify(got)}, GitLab ${JSON.stringify(recorded)}`];
}

/** Of long answers the recorder kept the fields that matter: an object is whole where most of ours is there. */
function isWhole(recorded: Record<string, unknown>, got: Record<string, unknown>): boolean {
  return Object.keys(recorded).length >= 0.7 * Object.keys(got).length;
}

function recordDifferences(
  recorded: Record<string, unknown>,
  got: Record<string, unknown>,
  at: string,
): string[] {
  const known = Object.entries(recorded).flatMap(([name, value]) =>
    valueDifferences(value, got[name], `${at}.${name}`, name),
  );
  if (!isWhole(recorded, got)) return known;
  const more = Object.keys(got).filter((name) => !(name in recorded));
  return [...known, ...more.map((name) => `${at}.${name} is not GitLab's`)];
}

function listDifferences(recorded: unknown[], got: unknown[], at: string, name: string): string[] {
  const entries = recorded.filter((one) => typeof one !== 'string' || !one.startsWith('…'));
  // Of a list of projects their paths were kept.
  if (
    got.length > 0 &&
    got.every(isRecord) &&
    entries.length > 0 &&
    entries.every((one) => typeof one === 'string')
  ) {
    const paths = got.map((one) => one['path_with_namespace']);
    return listDifferences(entries, paths, at, 'path');
  }
  if (TELLING.has(name) && entries.every((one) => typeof one === 'string')) {
    const same = JSON.stringify(entries) === JSON.stringify(got);
    return same
      ? []
      : [
          `${at} is ${JSON.stringify(got).slice(0, 200)}, GitLab ${JSON.stringify(entries).slice(0, 200)}`,
        ];
  }
  if (entries.length === 0) return got.length === 0 ? [] : [`${at} is not empty`];
  if (got.length === 0) return [`${at} is empty`];
  return entries.flatMap((one, index) =>
    index < got.length ? valueDifferences(one, got[index], `${at}[${index}]`, name) : [],
  );
}

/** Lists that were recorded as their number of entries alone, and other sums. */
function sumDifferences(recorded: Record<string, unknown>, got: unknown): string[] | null {
  const length = Array.isArray(got) ? got.length : null;
  if ('items' in recorded || 'files' in recorded) {
    const items = Number(recorded['items'] ?? recorded['files']);
    if (length === null) return ['no list'];
    return length > 0 === items > 0 ? [] : [`${length} entries, GitLab ${items}`];
  }
  if (Object.keys(recorded).join() === 'resolved' && isRecord(got) && Array.isArray(got['notes'])) {
    const [first] = got['notes'];
    const resolved: unknown = isRecord(first) ? first['resolved'] : undefined;
    return resolved === recorded['resolved'] ? [] : [`resolved: ${String(resolved)}`];
  }
  if ('left' in recorded) {
    const left = Array.isArray(recorded['left']) ? recorded['left'].length : recorded['left'];
    return length === left ? [] : [`${length} drafts left, GitLab ${String(left)}`];
  }
  if ('notes' in recorded && 'internal' in recorded && Array.isArray(got)) {
    const internal = got.filter((one) => isRecord(one) && one['internal'] === true).length;
    return internal > 0 === Number(recorded['internal']) > 0
      ? []
      : [`${internal} internal notes, GitLab ${String(recorded['internal'])}`];
  }
  if ('now' in recorded && isRecord(got)) {
    const now = got['ci_pipeline_variables_minimum_override_role'];
    return now === recorded['now'] ? [] : [`${String(now)}, GitLab ${String(recorded['now'])}`];
  }
  if ('count' in recorded && Array.isArray(got)) return got.length > 0 ? [] : ['an empty list'];
  return null;
}

const EXACT = [
  'content-type',
  'location',
  'www-authenticate',
  'x-page',
  'x-per-page',
  'x-prev-page',
];
const PRESENT = [
  'x-next-page',
  'x-total',
  'x-total-pages',
  'retry-after',
  'ratelimit-reset',
  'ratelimit-resettime',
];
const LIMITS = ['ratelimit-limit', 'ratelimit-name', 'ratelimit-observed', 'ratelimit-remaining'];

function relations(link: string): string {
  const found = [...link.matchAll(/rel="(\w+)"/g)].map(([, name]) => name ?? '');
  // Whether there is a next page hangs on how much there is in the world.
  return found.filter((name) => name !== 'next' && name !== 'prev').join(' ');
}

function bare(text: string): string {
  return text.replace(/; ?charset=utf-8$/i, '');
}

function headerDifferences(recorded: Recorded, got: Headers, url: string): string[] {
  const { headers } = recorded;
  const value = (name: string): string | null => {
    const text = got.get(name);
    return text === null ? null : atSite(text, url);
  };
  const names = [
    ...EXACT,
    ...LIMITS,
    ...Object.keys(headers).filter((one) => one.startsWith('x-gitlab')),
  ];
  const exact = names.flatMap((name) => {
    const expected = headers[name];
    const actual = value(name);
    if (expected === undefined) {
      // A body that was not kept tells nothing of its type either.
      if (actual === null || name === 'content-type') return [];
      return [`the header ${name}: ${actual} is not GitLab's`];
    }
    if (actual === null) return [`the header ${name} is absent`];
    if (name.startsWith('x-gitlab')) return [];
    return bare(actual) === bare(expected) ? [] : [`${name}: ${actual}, GitLab ${expected}`];
  });
  const present = PRESENT.flatMap((name) =>
    (headers[name] !== undefined) === (value(name) !== null)
      ? []
      : [`the header ${name} is ${value(name) === null ? 'absent' : "not GitLab's"}`],
  );
  const links =
    relations(headers['link'] ?? '') === relations(value('link') ?? '')
      ? []
      : [`link: ${relations(value('link') ?? '')}, GitLab ${relations(headers['link'] ?? '')}`];
  return [...exact, ...present, ...links];
}

/** Everything in which the sandbox's answer is another than the recorded one. */
export function differences(
  recorded: Recorded,
  got: { status: number; headers: Headers; body: unknown },
  url: string,
): string[] {
  if (got.status !== recorded.status) {
    const said = JSON.stringify(got.body ?? '').slice(0, 250);
    return [
      `${got.status} ${said}, GitLab ${recorded.status} ${JSON.stringify(recorded.answer ?? '').slice(0, 200)}`,
    ];
  }
  const headers = headerDifferences(recorded, got.headers, url);
  const { answer } = recorded;
  if (answer === null || answer === undefined) return headers;
  const isRefusal = recorded.status >= 300 || recorded.status === 202;
  if (isRefusal) {
    const why = refusalDifference(answer, got.body, url);
    return why === null ? headers : [...headers, why];
  }
  const sums = isRecord(answer) ? sumDifferences(answer, got.body) : null;
  const body: unknown =
    got.body === undefined ? '' : JSON.parse(atSite(JSON.stringify(got.body), url));
  return [...headers, ...(sums ?? valueDifferences(answer, body, 'answer', ''))];
}
