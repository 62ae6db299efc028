import { INPUT_OF } from './flowVariables.ts';
import { isRecord } from './rules/isRecord.ts';
import { written } from './rules/judgeIncludes.ts';
import { readCiFile } from './yaml/readCiFile.ts';

const OURS: ReadonlySet<string> = new Set(Object.values(INPUT_OF));

/** What is sent, as the type that the file wants; GitLab judges the rest, since a default must fit as well. */
function valueFor(input: Record<string, unknown>, sent: unknown): unknown {
  if (typeof sent !== 'string')
    return input['type'] === undefined || input['type'] === 'string' ? asText(sent) : sent;
  switch (input['type']) {
    case 'number':
      return /^-?\d+(?:\.\d+)?$/.test(sent) ? Number(sent) : sent;
    case 'boolean':
      return sent === 'true' || sent === 'false' ? sent === 'true' : sent;
    case 'array':
      return sent === '' ? [] : sent;
    default:
      return sent;
  }
}

function asText(sent: unknown): unknown {
  return typeof sent === 'number' || typeof sent === 'boolean' ? String(sent) : sent;
}

/** Whether one of our inputs fills its variable and nothing else: then its value decides about no job but by that variable, which is known. */
function onlyFillsVariable(body: Record<string, unknown>, name: string): boolean {
  const { variables, ...rest } = body;
  const mentions = new RegExp(`\\$\\[\\[\\s{0,99}inputs\\.${name}\\b`);
  if (mentions.test(JSON.stringify(rest))) return false;
  const filled = isRecord(variables) ? Object.entries(variables) : [];
  return filled.every(
    ([key, value]) => !mentions.test(JSON.stringify(value)) || key.startsWith('AI_FLOW_'),
  );
}

/**
 * The root file with what is sent as the defaults of its inputs, since GitLab's lint takes none; null where that changes nothing, and
 * GitLab's words where it takes no such input.
 * @param inputs what is sent, by the names of inputs
 */
export function withSentInputs(
  text: string,
  inputs: Record<string, unknown>,
): string | { problem: string } | null {
  const names = Object.keys(inputs);
  const read = readCiFile(text);
  if (!read.ok) return null;
  const { header, body } = read.value;
  const spec = header?.['spec'];
  const declared = isRecord(spec) && isRecord(spec['inputs']) ? spec['inputs'] : null;
  if (declared === null)
    return names.every((name) => OURS.has(name))
      ? null
      : {
          problem:
            'Given inputs not defined in the `spec` section of the included configuration file',
        };
  const unknown = names.filter((name) => !Object.hasOwn(declared, name) && !OURS.has(name));
  if (unknown.length > 0) return { problem: `unknown input arguments: ${unknown.join(', ')}` };
  const filled: Record<string, unknown> = { ...declared };
  let changed = false;
  for (const name of names) {
    if (!Object.hasOwn(declared, name)) continue;
    const given = declared[name];
    const input = isRecord(given) ? given : {};
    if ('default' in input && OURS.has(name) && onlyFillsVariable(body, name)) continue;
    filled[name] = { ...input, default: valueFor(input, inputs[name]) };
    changed = true;
  }
  if (!changed || !isRecord(spec)) return null;
  return written({ header: { ...header, spec: { ...spec, inputs: filled } }, body });
}
