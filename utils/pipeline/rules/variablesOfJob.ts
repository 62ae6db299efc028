import { isAlwaysSet, isPredefined } from '../expressions/alwaysSet.ts';
import type { KnownVariables } from '../expressions/Expression.ts';
import { isRecord } from './isRecord.ts';

/** Variables as a CI file sets them: values as texts, null for one of which the value cannot be told. */
export type FileVariables = ReadonlyMap<string, string | null>;

function valueOf(given: unknown): string | null {
  const value = isRecord(given) ? given['value'] : given;
  if (value === undefined && isRecord(given)) return '';
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null;
}

/** What stands under a `variables` keyword. */
export function fileVariables(given: unknown): FileVariables {
  if (!isRecord(given)) return new Map();
  return new Map(Object.entries(given).map(([name, value]) => [name, valueOf(value)]));
}

/** Names that come with a pipeline of ours: what nobody sent, nobody else sets either. */
function isOurs(name: string): boolean {
  return name.startsWith('AI_FLOW_') || name === 'CLAUDE_PROVIDER';
}

/**
 * Variables as the rules of a job see them. What a file sets stands above what GitLab predefines and below what is sent along and
 * what the settings of the project, its groups and the instance hold (`lib/gitlab/ci/variables/builder.rb`).
 * @param settings names that project and groups set; null where they cannot be read, and any may be
 * @param matrix what `parallel:matrix` gives this instance of the job: nobody sets these anywhere else
 */
export function variablesOfJob(
  known: KnownVariables,
  file: FileVariables,
  settings: ReadonlySet<string> | null,
  matrix: FileVariables = new Map(),
): KnownVariables {
  const seen = new Map(known);
  for (const [name, value] of [...file, ...matrix]) {
    const sent = known.get(name);
    // Every ask sends it, though not here: what the file says never counts.
    if (sent === undefined && isOurs(name) && isAlwaysSet(name)) continue;
    if (typeof sent === 'string' && !isPredefined(name)) continue;
    const certain =
      matrix.has(name) ||
      isPredefined(name) ||
      isOurs(name) ||
      (settings !== null && !settings.has(name));
    if (certain && value !== null) seen.set(name, value);
    else seen.delete(name);
  }
  return seen;
}

/** The same with what the settings do not hold and nobody else sets known as not set. */
export function unsetWithout(
  known: KnownVariables,
  names: Iterable<string>,
  settings: ReadonlySet<string> | null,
): KnownVariables {
  if (settings === null) return known;
  const seen = new Map(known);
  for (const name of names)
    if (!seen.has(name) && !isPredefined(name) && !settings.has(name)) seen.set(name, null);
  return seen;
}
