import { isScalar, visit } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';
import { asText } from './yamlTree.ts';
import type { CiFile } from './yamlTree.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.unknown())]);
const InputSpec = z
  .object({
    default: Scalar.optional(),
    regex: z.string().optional(),
    options: z.array(z.union([z.string(), z.number()])).optional(),
    type: z.enum(['string', 'number', 'boolean', 'array']).optional(),
  })
  .nullable();
type InputSpec = z.infer<typeof InputSpec>;
type InputValue = z.infer<typeof Scalar>;

const BLOCK = /\$\[\[\s*inputs\.([\w-]+)\s*\]\]/g;
const MAX_INPUTS = 20;

/** Names that `spec:inputs` of a file declares, in its order. */
export function inputSpecs(file: CiFile): Map<string, InputSpec> {
  const spec: unknown = file.header?.toJS();
  const parsed = z
    .object({ spec: z.object({ inputs: z.record(z.string(), InputSpec).nullish() }).nullable() })
    .safeParse(spec);
  return new Map(Object.entries((parsed.success ? parsed.data.spec?.inputs : null) ?? {}));
}

/**
 * Checks the inputs given against `spec:inputs` and puts the values into the body's tree, as GitLab does.
 * @returns GitLab's words for what is wrong, or null
 */
export function applyInputs(
  file: CiFile,
  path: string,
  given: Readonly<Record<string, string>>,
): string | null {
  const names = Object.keys(given);
  if (names.length > MAX_INPUTS) return `There cannot be more than ${MAX_INPUTS} inputs`;
  const prefix = `\`${path}\`: `;
  if (!file.header) {
    return names.length === 0
      ? null
      : `${prefix}Given inputs not defined in the \`spec\` section of the included configuration file`;
  }
  const specs = inputSpecs(file);
  const unknown = names.filter((name) => !specs.has(name));
  if (unknown.length > 0) return `${prefix}unknown input arguments: ${unknown.join(', ')}`;

  const values = new Map<string, InputValue>();
  for (const [name, spec] of specs) {
    const error = valueError(name, spec, given[name]);
    if (error) return prefix + error;
    values.set(name, given[name] ?? spec?.default ?? '');
  }
  const missing = interpolate(file.body, values);
  return missing === null ? null : `${prefix}unknown interpolation key: \`${missing}\``;
}

function valueError(name: string, spec: InputSpec, given: string | undefined): string | null {
  const fault = (words: string): string => `\`${name}\` input: ${words}`;
  if (given === undefined && spec?.default === undefined)
    return fault('required value has not been provided');
  const which = given === undefined ? 'default' : 'provided';
  const value = asText(given ?? spec?.default);
  if (spec?.regex !== undefined && !rubyRegex(spec.regex).test(value))
    return fault(`${which} value does not match required RegEx pattern`);
  if (spec?.options && !spec.options.map(String).includes(value))
    return fault(`\`${value}\` cannot be used because it is not in the list of allowed options`);
  if (spec?.type === 'number' && !/^-?\d+(\.\d+)?$/.test(value))
    return fault(`${which} value is not a number`);
  if (spec?.type === 'boolean' && !/^(true|false)$/.test(value))
    return fault(`${which} value is not a boolean`);
  return null;
}

/** RE2 without the multi-line flag: `^` and `$` are the ends of the text. */
function rubyRegex(source: string): RegExp {
  return new RegExp(source, 'u');
}

/** A block alone is its value with its type; a block in a text becomes text. Gives the first unknown name. */
function interpolate(body: Document, values: ReadonlyMap<string, InputValue>): string | null {
  let unknown: string | null = null;
  const valueOf = (name: string): InputValue => {
    const value = values.get(name);
    if (value === undefined) unknown ??= name;
    return value ?? '';
  };
  visit(body, {
    Pair(_key, pair) {
      const filled = isScalar(pair.value) ? fill(pair.value.value, valueOf) : undefined;
      if (filled !== undefined) pair.value = body.createNode(filled);
      const key = isScalar(pair.key) ? fill(pair.key.value, valueOf) : undefined;
      if (key !== undefined) pair.key = body.createNode(asText(key));
    },
    Seq(_key, sequence) {
      sequence.items.forEach((item, index) => {
        const filled = isScalar(item) ? fill(item.value, valueOf) : undefined;
        if (filled !== undefined) sequence.items[index] = body.createNode(filled);
      });
    },
  });
  return unknown;
}

function fill(value: unknown, valueOf: (name: string) => InputValue): InputValue | undefined {
  if (typeof value !== 'string' || !value.includes('$[[')) return undefined;
  const alone = /^\$\[\[\s*inputs\.([\w-]+)\s*\]\]$/.exec(value.trim());
  if (alone?.[1] !== undefined) return valueOf(alone[1]);
  const filled = value.replace(BLOCK, (_match, name: string) => asText(valueOf(name)));
  return filled === value ? undefined : filled;
}
