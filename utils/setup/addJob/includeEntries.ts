import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** True in our pipelines alone: nobody else sets this variable. */
const ONLY_OURS = '$AI_FLOW_INPUT';
const NOT_OURS = '$AI_FLOW_INPUT == null';

/** Strings as people write them in CI files: a rule in quotes. */
function withRule(entry: YAMLMap, condition: string): YAMLMap {
  const quoted = new Scalar(condition);
  quoted.type = 'QUOTE_SINGLE';
  const rules = new YAMLSeq();
  const rule = new YAMLMap();
  rule.add(new Pair('if', quoted));
  rules.add(rule);
  entry.add(new Pair('rules', rules));
  return entry;
}

/** The entry that brings our jobs file, from its path at the repository's root. */
export function entryFor(path: string): YAMLMap {
  const entry = new YAMLMap();
  entry.add(new Pair('local', `/${path}`));
  return withRule(entry, ONLY_OURS);
}

/** The short form as a map, which rules can be added to; GitLab takes a string for a file here or an address. */
function mapOf(short: Scalar): YAMLMap {
  const entry = new YAMLMap();
  const value = new Scalar(short.value);
  if (short.type) value.type = short.type;
  if (short.comment) value.comment = short.comment;
  entry.add(new Pair(/^https?:/.test(String(short.value)) ? 'remote' : 'local', value));
  if (short.commentBefore) entry.commentBefore = short.commentBefore;
  return entry;
}

/** An include as people know it: by its file, address, template or component. */
export function nameOf(entry: unknown): string {
  if (isScalar(entry)) return String(entry.value);
  if (!isMap(entry)) return String(entry);
  const keys = ['local', 'file', 'remote', 'template', 'component', 'project'];
  const place = keys.map((key) => entry.get(key)).find((value) => value !== undefined);
  return isSeq(place) ? place.items.map(String).join(', ') : String(place ?? '?');
}

/** Whether an entry is our own file, in either form. */
export function isOurs(entry: unknown, path: string): boolean {
  const place = isMap(entry) ? entry.get('local') : isScalar(entry) ? entry.value : null;
  return typeof place === 'string' && place.replace(/^\//, '') === path;
}

/** Puts the entry behind a rule where that can be done; null where it stays as it is. */
export function withoutOurs(entry: unknown): YAMLMap | null {
  // What has an anchor is used elsewhere, too.
  if ((isScalar(entry) || isMap(entry)) && entry.anchor) return null;
  if (isScalar(entry) && typeof entry.value === 'string') return withRule(mapOf(entry), NOT_OURS);
  return isMap(entry) && !entry.has('rules') && !entry.has('<<') ? withRule(entry, NOT_OURS) : null;
}
