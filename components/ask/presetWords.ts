import { i18n } from '#i18n';
import type { GENERAL } from '../../utils/prompt/catalogue.ts';
import type { POST_REVIEW_PRESET } from '../../utils/prompt/presetNames.ts';
import type { PIPELINE_PRESETS } from '../../utils/prompt/pipelinePresets.ts';
import type { Mode, PresetGroup, PresetView } from '../../utils/prompt/Preset.ts';

type BuiltIn =
  | (typeof GENERAL | typeof PIPELINE_PRESETS)[number]['name']
  | typeof POST_REVIEW_PRESET;
type Key<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}_${Key<Rest>}`
  : Name;

/** A built-in preset's key in `locales/`, where a hyphen cannot stand. */
function keyOf(name: string): Key<BuiltIn> {
  // Presets without a title of their own are built in: tests hold that each has its words.
  return name.replaceAll('-', '_') as Key<BuiltIn>;
}

/** The preset's name for people. */
export function presetLabel({ name, title }: Pick<PresetView, 'name' | 'title'>): string {
  return title ?? i18n.t(`presets.${keyOf(name)}.name`);
}

/** One line that says what the preset does; empty where its author wrote none. */
export function presetAbout({ name, title, about }: PresetView): string {
  if (about !== undefined) return about;
  return title === undefined ? i18n.t(`presets.${keyOf(name)}.about`) : '';
}

/** The name for people of the preset that a run was started with; of one that is not built in only the name is known. */
export function presetOfRun(name: string): string {
  const own = /^(?:own|repo):(.+)$/.exec(name)?.[1];
  return own ?? (presetLabel({ name }) || name);
}

export function groupLabel(group: PresetGroup): string {
  return i18n.t(`presetGroups.${group}`);
}

/** What a mode means for the project. */
export function modeLabel(mode: Mode): string {
  switch (mode) {
    case 'ask':
      return i18n.t('panel.modeAsk');
    case 'change':
      return i18n.t('panel.modeChange');
    case 'plan':
      return i18n.t('panel.modePlan');
  }
}
