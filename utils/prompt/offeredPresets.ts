import type { PageType } from '../page/PageRef.ts';
import type { WrittenPreset } from '../storage/WrittenPreset.ts';
import { isOffered } from './catalogue.ts';
import { PIPELINE_PRESETS } from './pipelinePresets.ts';
import { presetOf } from './presetOf.ts';
import { POST_REVIEW, PRESETS } from './presets.ts';
import type { Preset, PresetView } from './Preset.ts';
import type { ProjectSettings } from './projectFile.ts';

/** All that decides which presets there are. */
export interface PresetSources {
  settings: ProjectSettings;
  /** Commands and skills of the repository. */
  commands: readonly Preset[];
  own: readonly WrittenPreset[];
}

export interface Asking {
  type: PageType;
  from: 'page' | 'thread';
}

/** Every preset that may be asked with here; those of the project's file stand over its commands of the same name. */
export function possiblePresets(sources: PresetSources, { type, from }: Asking): Preset[] {
  const { settings, commands, own } = sources;
  const written = new Set(settings.presets.map(({ name }) => name));
  const all = [
    ...PRESETS,
    POST_REVIEW,
    ...own.map((preset) => presetOf(preset, 'own')),
    ...settings.presets,
    ...commands.filter(({ name }) => !written.has(name)),
  ];
  return all.filter(
    (preset) => isOffered(preset, type, from) && (settings.modes?.includes(preset.mode) ?? true),
  );
}

const pipelineNames: ReadonlySet<string> = new Set(PIPELINE_PRESETS.map(({ name }) => name));

/** What the panel lists: the possible presets as it may know them, those for pipelines only where the page is about pipelines. */
export function offeredPresets(
  sources: PresetSources,
  asking: Asking,
  aboutPipelines: boolean,
): PresetView[] {
  return possiblePresets(sources, asking)
    .filter(({ name }) => aboutPipelines || !pipelineNames.has(name))
    .map(({ name, group, mode, parts, needsWords, inView, title, about, options }) => ({
      name,
      group,
      mode,
      parts,
      needsWords,
      inView,
      ...(title === undefined ? {} : { title }),
      ...(about === undefined ? {} : { about }),
      options: { ...sources.settings.options, ...options },
    }));
}
