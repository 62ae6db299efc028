import { isRecord, flatList } from '../../utils/pipeline/rules/isRecord.ts';
import { entriesOf, localPath } from '../../utils/pipeline/rules/judgeIncludes.ts';
import { mergeBodies } from '../../utils/pipeline/rules/mergeBodies.ts';
import { readCiFile } from '../../utils/pipeline/yaml/readCiFile.ts';
import { writeYaml } from '../../utils/pipeline/yaml/writeYaml.ts';

/** What stands in for `POST ci/lint`: it knows files of one project, inputs and `exists`, and refuses aloud what it does not know. */
export interface LintAnswer {
  valid: boolean;
  errors: string[];
  merged_yaml: string | null;
}

type Files = Readonly<Record<string, string>>;
type Body = Record<string, unknown>;

class Refused extends Error {}

/** Whether an input's default is one that GitLab takes. */
function checkInput(name: string, input: Body): void {
  const { default: value, type = 'string', options, regex } = input;
  if (!('default' in input))
    throw new Refused(`\`${name}\` input: required value has not been provided`);
  if (!['string', 'number', 'boolean', 'array'].includes(String(type)))
    throw new Refused(`header:spec:inputs:${name} input type unknown value: ${String(type)}`);
  const kind = Array.isArray(value) ? 'array' : typeof value;
  if (value !== null && kind !== type && !(type === 'string' && kind === 'number'))
    throw new Refused(`\`${name}\` input: default value is not a ${String(type)}`);
  if (Array.isArray(options) && !options.includes(value))
    throw new Refused(`\`${name}\` input: \`${String(value)}\` is not in the list`);
  if (typeof regex === 'string' && !new RegExp(regex).test(String(value)))
    throw new Refused(`\`${name}\` input: default value does not match required RegEx pattern`);
}

/** Puts inputs into every text of a value. */
function filled(value: unknown, inputs: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\[\[ ?inputs\.(\w+) ?\]\]/g, (all, name: string) => {
      if (!inputs.has(name)) throw new Refused(`unknown interpolation provided: ${all}`);
      const input = inputs.get(name);
      return typeof input === 'object' ? JSON.stringify(input) : String(input);
    });
  if (Array.isArray(value)) return value.map((one) => filled(one, inputs));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [String(filled(key, inputs)), filled(one, inputs)]),
  );
}

function bodyOf(text: string): Body {
  const read = readCiFile(text);
  if (!read.ok) throw new Refused(read.problem);
  const { header, body } = read.value;
  const spec = header?.['spec'];
  const declared = isRecord(spec) && isRecord(spec['inputs']) ? spec['inputs'] : {};
  const inputs = new Map<string, unknown>();
  for (const [name, input] of Object.entries(declared)) {
    checkInput(name, isRecord(input) ? input : {});
    inputs.set(name, isRecord(input) ? input['default'] : null);
  }
  const result = header === null ? body : filled(body, inputs);
  return isRecord(result) ? result : {};
}

function counts(rules: unknown, there: readonly string[]): boolean {
  if (rules === undefined || rules === null) return true;
  for (const rule of flatList(rules)) {
    if (!isRecord(rule) || 'if' in rule || 'changes' in rule)
      throw new Error(`A rule that is not decided here: ${JSON.stringify(rule)}`);
    const { exists } = rule;
    const paths = flatList(isRecord(exists) ? exists['paths'] : exists);
    if (exists !== undefined && !paths.some((path) => there.includes(String(path)))) continue;
    return rule['when'] !== 'never';
  }
  return false;
}

function withIncludes(body: Body, files: Files, there: readonly string[]): Body {
  const { include, ...own } = body;
  const included = entriesOf(include)
    .filter((entry) => counts(entry['rules'], there))
    .map((entry): Body => {
      const path = localPath('file' in entry ? { local: entry['file'] } : entry);
      const text = path === null ? undefined : files[path];
      if (text === undefined) throw new Refused(`Local file \`${String(path)}\` does not exist!`);
      return withIncludes(bodyOf(text), files, there);
    });
  return mergeBodies([...included, own]);
}

/** Merges a root file with what it includes, as GitLab's lint answers it. `there` are other files of the repository. */
export function lintAsGitLab(text: string, files: Files, there: readonly string[]): LintAnswer {
  try {
    const merged = withIncludes(bodyOf(text), files, [...there, ...Object.keys(files)]);
    return { valid: true, errors: [], merged_yaml: writeYaml(merged) };
  } catch (error) {
    if (error instanceof Refused)
      return { valid: false, errors: [error.message], merged_yaml: null };
    throw error;
  }
}
