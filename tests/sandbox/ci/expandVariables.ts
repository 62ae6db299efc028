import type { CiVariable } from './types.ts';

/** `Gitlab::Ci::Variables::Collection::Item::VARIABLES_REGEXP`. */
const RAILS_REFERENCE =
  /\$\$|%%|\$([a-zA-Z_][a-zA-Z0-9_]*)|\$\{([a-zA-Z_][a-zA-Z0-9_]*)?\}|%([a-zA-Z_][a-zA-Z0-9_]*)%/g;

/** `ExpandVariables::VARIABLES_REGEXP`: names, resource groups; it knows no `$$`. */
const SIMPLE_REFERENCE =
  /\$([a-zA-Z_][a-zA-Z0-9_]*)|\$\{([a-zA-Z_][a-zA-Z0-9_]*)\}|%([a-zA-Z_][a-zA-Z0-9_]*)%/g;

const SHELL_SPECIAL = /^[*#$@!?\-0-9]/;

/** The last variable of a name wins, and keeps the place of the first. */
export function lastOfEachKey(variables: readonly CiVariable[]): CiVariable[] {
  return [...new Map(variables.map((variable) => [variable.key, variable])).values()];
}

/**
 * The environment that a job sees: first what Rails expands when a runner fetches the job, then what the runner expands.
 * @param filePath where the runner writes a variable of type `file`
 */
export function expandAsGitLab(
  variables: CiVariable[],
  filePath: (key: string) => string = (key) => `/builds/project.tmp/${key}`,
): CiVariable[] {
  return expandAsRunner(expandAsRails(lastOfEachKey(variables)), filePath);
}

/** `Collection#sort_and_expand_all(keep_undefined: true, expand_file_refs: false, expand_raw_refs: false)`. */
export function expandAsRails(variables: CiVariable[]): CiVariable[] {
  const order = sortByDependency(variables);
  if (order === null) return variables;
  const known = new Map<string, CiVariable>();
  for (const variable of order) {
    const value = variable.raw ? variable.value : replaceKnown(variable.value, known);
    known.set(variable.key, { ...variable, value });
  }
  return variables.map((variable) => known.get(variable.key) ?? variable);
}

/** Go's `os.Expand` over every variable that is not raw. */
export function expandAsRunner(
  variables: CiVariable[],
  filePath: (key: string) => string,
): CiVariable[] {
  const byKey = new Map(variables.map((variable) => [variable.key, variable]));
  const lookUp = (name: string): string => {
    if (name === '$') return '$';
    if (/^[*#@!?0-9]$/.test(name)) return '';
    const found = byKey.get(name);
    if (!found) return '';
    return found.variable_type === 'file' ? filePath(name) : found.value;
  };
  return variables.map((variable) =>
    variable.raw ? variable : { ...variable, value: osExpand(variable.value, lookUp) },
  );
}

/** `ExpandVariables.expand`: an unknown name becomes empty. */
export function expandSimply(text: string, variables: readonly CiVariable[]): string {
  const byKey = new Map(variables.map((variable) => [variable.key, variable.value]));
  return text.replace(
    SIMPLE_REFERENCE,
    (_match, plain?: string, braced?: string, percent?: string) =>
      byKey.get(plain ?? braced ?? percent ?? '') ?? '',
  );
}

function replaceKnown(value: string, known: ReadonlyMap<string, CiVariable>): string {
  return value.replace(
    RAILS_REFERENCE,
    (match, plain?: string, braced?: string, percent?: string) => {
      const key = plain ?? braced ?? percent;
      const found = key === undefined ? undefined : known.get(key);
      return found && !found.raw && found.variable_type !== 'file' ? found.value : match;
    },
  );
}

/** Depth first, as Ruby's TSort; null where variables name each other in a circle. */
function sortByDependency(variables: CiVariable[]): CiVariable[] | null {
  const byKey = new Map(variables.map((variable) => [variable.key, variable]));
  const sorted: CiVariable[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (variable: CiVariable): boolean => {
    const seen = state.get(variable.key);
    if (seen) return seen === 'done';
    state.set(variable.key, 'open');
    for (const key of namesIn(variable)) {
      // A variable that names itself makes no circle (`collection/sort.rb`).
      const dependency = key === variable.key ? undefined : byKey.get(key);
      if (dependency && !visit(dependency)) return false;
    }
    state.set(variable.key, 'done');
    sorted.push(variable);
    return true;
  };
  return variables.every(visit) ? sorted : null;
}

function namesIn(variable: CiVariable): string[] {
  if (variable.raw) return [];
  return [...variable.value.matchAll(RAILS_REFERENCE)].flatMap(
    (match) => match[1] ?? match[2] ?? match[3] ?? [],
  );
}

/** Port of Go's `os.Expand`, its handling of bad syntax included. */
function osExpand(text: string, lookUp: (name: string) => string): string {
  let result = '';
  let copied = 0;
  for (let index = 0; index < text.length - 1; index += 1) {
    if (text[index] !== '$') continue;
    result += text.slice(copied, index);
    const { name, width } = shellName(text.slice(index + 1));
    if (name !== '') result += lookUp(name);
    else if (width === 0) result += '$';
    index += width;
    copied = index + 1;
  }
  return result + text.slice(copied);
}

function shellName(rest: string): { name: string; width: number } {
  if (rest.startsWith('{')) {
    if (SHELL_SPECIAL.test(rest.slice(1)) && rest[2] === '}')
      return { name: rest.slice(1, 2), width: 3 };
    const close = rest.indexOf('}');
    if (close < 0) return { name: '', width: 1 };
    return close === 1 ? { name: '', width: 2 } : { name: rest.slice(1, close), width: close + 1 };
  }
  if (SHELL_SPECIAL.test(rest)) return { name: rest.slice(0, 1), width: 1 };
  const name = /^[_0-9a-zA-Z]*/.exec(rest)?.[0] ?? '';
  return { name, width: name.length };
}
