import type { clean, cleanLine } from '../context/clean/clean.ts';
import { bytesOf } from '../storage/bytesOf.ts';
import { createList, type StoredValue } from '../storage/createList.ts';
import type { ImportChange } from '../storage/ImportChange.ts';
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
    | 'same_names'
    | 'malformed';
  subject: string;
}

export type SaveResult = { ok: true } | { ok: false; problem: PresetProblem };

/** What importing a file would change. */
export type ImportPlan = { ok: true; changes: ImportChange[] } | (SaveResult & { ok: false });

/** The file that presets are exported to and imported from. */
const PresetFile = z.strictObject({
  version: z.literal(1),
  presets: z.array(WrittenPreset).max(MOST),
});

/** The presets that the user made, in alphabetical order. */
export interface OwnPresets {
  list(): Promise<WrittenPreset[]>;
  /** Adds it, or puts it in the place of the one that was called `replaces`. */
  save(preset: WrittenPreset, replaces?: string): Promise<SaveResult>;
  remove(name: string): Promise<void>;
  /** What importing a file's presets would change; changes nothing. */
  review(text: string): Promise<ImportPlan>;
  /** Adds all of a file's presets, each in the place of the one with its name. Changes nothing when one of them is bad. */
  importFile(text: string): Promise<SaveResult>;
  exportFile(): Promise<string>;
}

function malformed(subject: string): SaveResult & { ok: false } {
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

function presetsOf(
  text: string,
): { ok: true; presets: WrittenPreset[] } | (SaveResult & { ok: false }) {
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

/** What takes out of texts what their readers would not see. */
export interface Cleaners {
  clean: typeof clean;
  cleanLine: typeof cleanLine;
}

/** A preset that somebody else may have written: without what its reader would not see. */
function cleaned(
  preset: WrittenPreset,
  { clean, cleanLine }: Cleaners,
): { preset: WrittenPreset; removed: number } {
  const { title, description } = preset;
  const words = clean(preset.words);
  const head = title === undefined ? null : cleanLine(title);
  const about = description === undefined ? null : cleanLine(description);
  return {
    preset: {
      ...preset,
      words: words.text,
      ...(head && { title: head.text || preset.name }),
      ...(about && { description: about.text }),
    },
    removed: [words, head, about].reduce((sum, one) => sum + (one?.removals.length ?? 0), 0),
  };
}

/** What is wrong with presets that are to be added; null for nothing. */
function wrongWith(added: readonly WrittenPreset[]): (SaveResult & { ok: false }) | null {
  for (const { words, name } of added) {
    const problem = checkPlaceholders(words);
    if (problem)
      return { ok: false, problem: { ...problem, subject: `${name}: ${problem.subject}` } };
  }
  const names = added.map(({ name }) => name);
  return new Set(names).size < names.length
    ? { ok: false, problem: { kind: 'same_names', subject: '' } }
    : null;
}

/** @param cleaners asked for when a file is imported */
export function createOwnPresets(item: StoredValue, cleaners: () => Promise<Cleaners>): OwnPresets {
  const stored = createList(item, WrittenPreset);

  /** Puts `added` in the place of those that it is to replace, unless something is wrong with any. */
  async function put(added: WrittenPreset[], replaced: readonly string[]): Promise<SaveResult> {
    const wrong = wrongWith(added);
    if (wrong) return wrong;
    const names = added.map(({ name }) => name);
    let taken: SaveResult = { ok: true };
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
    async review(text) {
      const file = presetsOf(text);
      if (!file.ok) return file;
      const wrong = wrongWith(file.presets);
      if (wrong) return wrong;
      const [before, cleaning] = await Promise.all([stored.list(), cleaners()]);
      const changes = file.presets.flatMap((written): ImportChange[] => {
        const { preset, removed } = cleaned(written, cleaning);
        const { name: subject, mode } = preset;
        const known = before.find(({ name }) => name === subject);
        if (known && JSON.stringify(known) === JSON.stringify(preset)) return [];
        return [
          { what: known ? 'preset_replaced' : 'preset_added', subject, mode },
          ...(removed > 0
            ? [{ what: 'preset_cleaned', subject, count: removed } satisfies ImportChange]
            : []),
        ];
      });
      return { ok: true, changes };
    },
    async importFile(text) {
      const file = presetsOf(text);
      if (!file.ok) return file;
      const cleaning = await cleaners();
      return put(
        file.presets.map((written) => cleaned(written, cleaning).preset),
        file.presets.map(({ name }) => name),
      );
    },
    async exportFile() {
      return `${JSON.stringify({ version: 1, presets: await stored.list() }, null, 2)}\n`;
    },
  };
}
