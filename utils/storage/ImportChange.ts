import type { Mode } from '../prompt/Preset.ts';
import type { SettingChange } from './settings.ts';

/** One thing that importing a file would change, or that it would have to and does not: what a person confirms. */
export type ImportChange =
  /** A site is offered to be signed in to. */
  | { what: 'site'; subject: string }
  | SettingChange
  | { what: 'preset_added' | 'preset_replaced'; subject: string; mode: Mode }
  /** So many things that nobody sees are taken out of a preset's words. */
  | { what: 'preset_cleaned'; subject: string; count: number }
  /** The project in which another's pipelines run; null: in itself. */
  | { what: 'runner'; subject: string; before: string | null; after: string }
  | { what: 'left_out'; subject: string; why: 'not_signed_in' | 'policy' | 'not_read' };
