import { bytesOf } from '../storage/bytesOf.ts';
import { createList, type ListItem } from '../storage/createList.ts';
import { whatIsWrong, WrittenPreset } from '../storage/WrittenPreset.ts';
import { z } from 'zod';
import { checkPlaceholders } from './placeholders.ts';

const MOST = 100;
/** Chromium's `storage.local` ends at 10 MB. */
const MOST_BYTES = 500_000;

/** Why presets were not taken; `subject` says where. Words for people are in `locales/`, by kind. */
export interface PresetProblem {
  kind:
    | 'placeholder_unknown'
    | 'placeholder_form'
    | 'name_taken'
    | 'too_many'
    | 'not_json'
    | 'other_version'
    | 'malformed';
  subject: string;
}

export type Taken = { ok: true } | { ok: false; problem: PresetProblem };

/** The file that presets are exported to and imported from. */
const PresetFile = z.strictObject({
  version: z.literal(1),
  presets: z.array(WrittenPreset).max(MOST),
});

/** The presets that the user made, in alphabetical order. */
export interface OwnPresets {
  list(): Promise<WrittenPreset[]>;
  /** Adds it, or puts it in the place of the one that was called `replaces`. */
  save(preset: WrittenPreset, replaces?: string): Promise<Taken>;
  remove(name: string): Promise<void>;
  /** Adds all of a file's presets, each in the place of the one with its name. Changes nothing when one of them is bad. */
  importFile(text: string): Promise<Taken>;
  exportFile(): Promise<string>;
}

function malformed(subject: string): Taken & { ok: false } {
  return { ok: false, problem: { kind: 'malformed', subject } };
}

function parsed(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false };
    throw error;
  }
}

function presetsOf(text: string): { ok: true; presets: WrittenPreset[] } | (Taken & { ok: false }) {
  const json = parsed(text);
  if (!json.ok) return { ok: false, problem: { kind: 'not_json', subject: '' } };
  const head = z.looseObject({ version: z.number() }).safeParse(json.value);
  if (head.success && head.data.version !== 1) {
    return { ok: false, problem: { kind: 'other_version', subject: String(head.data.version) } };
  }
  const file = PresetFile.safeParse(json.value);
  return file.success
    ? { ok: true, presets: file.data.presets }
    : malformed(whatIsWrong(file.error));
}

export function createOwnPresets(item: ListItem): OwnPresets {
  const stored = createList(item, WrittenPreset);

  /** Puts `added` in the place of those that it is to replace, unless something is wrong with any. */
  async function put(added: WrittenPreset[], replaced: readonly string[]): Promise<Taken> {
    for (const { words, name } of added) {
      const problem = checkPlaceholders(words);
      if (problem)
        return { ok: false, problem: { ...problem, subject: `${name}: ${problem.subject}` } };
    }
    const names = added.map(({ name }) => name);
    if (new Set(names).size < names.length) return malformed('Two presets have the same name.');
    let taken: Taken = { ok: true };
    await stored.update((presets) => {
      const others = presets.filter(({ name }) => !replaced.includes(name));
      const clash = others.find(({ name }) => names.includes(name));
      const all = [...others, ...added].toSorted((one, other) =>
        one.name.localeCompare(other.name),
      );
      if (clash) taken = { ok: false, problem: { kind: 'name_taken', subject: clash.name } };
      else if (all.length > MOST || bytesOf(all) > MOST_BYTES) {
        taken = { ok: false, problem: { kind: 'too_many', subject: String(MOST) } };
      }
      return taken.ok ? all : presets;
    });
    return taken;
  }

  return {
    list: () => stored.list(),
    save: (preset, replaces) => put([preset], replaces === undefined ? [] : [replaces]),
    remove: (name) => stored.update((presets) => presets.filter((one) => one.name !== name)),
    async importFile(text) {
      const file = presetsOf(text);
      if (!file.ok) return file;
      return put(
        file.presets,
        file.presets.map(({ name }) => name),
      );
    },
    async exportFile() {
      return `${JSON.stringify({ version: 1, presets: await stored.list() }, null, 2)}\n`;
    },
  };
}
