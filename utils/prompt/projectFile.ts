import { z } from 'zod';
import { askOptionFields, ModeForm, whatIsWrong, WrittenPreset } from '../storage/WrittenPreset.ts';
import type { AskOptions } from './AskOptions.ts';
import { checkPlaceholders } from './placeholders.ts';
import { optionsOf, presetOf } from './presetOf.ts';
import { type BadFileReason, malformed } from './BadFileReason.ts';
import { readPlainYaml } from './readPlainYaml.ts';
import type { Mode, Preset } from './Preset.ts';

/** Where a project says how it is asked about, on its default branch. */
export const PROJECT_FILE = '.gitlab/ask-claude.yml';

const presetName = z.string().max(100);

const Form = z.strictObject({
  version: z.literal(1).default(1),
  default_preset: z
    .union([
      presetName,
      z.strictObject({
        issue: presetName.exactOptional(),
        merge_request: presetName.exactOptional(),
        thread: presetName.exactOptional(),
      }),
    ])
    .exactOptional(),
  modes: z.array(ModeForm).min(1).exactOptional(),
  reply: z.enum(['none', 'thread', 'note']).exactOptional(),
  resolve_threads: z.boolean().exactOptional(),
  presets: z.array(WrittenPreset).max(50).default([]),
  ...askOptionFields,
});

/** What a project wants where the user says nothing else. */
export interface ProjectSettings {
  /** Preset by where the ask begins. */
  defaultPreset: { issue?: string; merge_request?: string; thread?: string };
  /** The modes that are offered; null for all. */
  modes: readonly Mode[] | null;
  reply?: 'none' | 'thread' | 'note';
  /** Threads that a run has done are marked as resolved. */
  resolveThreads?: boolean;
  options: AskOptions;
  presets: Preset[];
}

export const NO_SETTINGS: ProjectSettings = {
  defaultPreset: {},
  modes: null,
  options: {},
  presets: [],
};

/** Reads a project's file; `problem` is what is wrong with it. */
export function parseProjectFile(
  text: string,
): { ok: true; settings: ProjectSettings } | { ok: false; problem: BadFileReason } {
  const yaml = readPlainYaml(text);
  if (!yaml.ok) return yaml;
  const file = Form.safeParse(yaml.value);
  if (!file.success) return malformed(whatIsWrong(file.error));
  const {
    default_preset: usual,
    modes,
    reply,
    resolve_threads: resolveThreads,
    presets,
  } = file.data;
  for (const [index, { words }] of presets.entries()) {
    const wrong = checkPlaceholders(words);
    if (wrong) return malformed(`presets.${index}.words: ${wrong.subject}`);
  }
  return {
    ok: true,
    settings: {
      defaultPreset:
        typeof usual === 'string' ? { issue: usual, merge_request: usual } : (usual ?? {}),
      modes: modes ?? null,
      ...(reply && { reply }),
      ...(resolveThreads && { resolveThreads }),
      options: optionsOf(file.data),
      presets: presets.map((preset) => presetOf(preset, 'repository')),
    },
  };
}
