import type { BadFileReason } from './BadFileReason.ts';
import type { PresetView } from './Preset.ts';

/** What can be asked with on a page, once it is known. */
export interface PresetList {
  presets: PresetView[];
  /** Name of the preset that the project wants chosen at first. */
  usual?: string;
  /** Files of the repository that could not be used. */
  bad: { path: string; why: BadFileReason }[];
}
