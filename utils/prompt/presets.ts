import type { PageType } from '../page/PageRef.ts';
import { GENERAL, isOffered } from './catalogue.ts';
import { GENERAL_INSTRUCTIONS } from './instructions/generalInstructions.ts';
import { pipelineInstructions } from './instructions/pipelineInstructions.ts';
import { POST_REVIEW_PRESET } from './presetNames.ts';
import { PIPELINE_PRESETS } from './pipelinePresets.ts';
import type { Preset } from './Preset.ts';

/** All built-in presets with their instructions, in the order in which they are offered. For the background: they are long. */
export const PRESETS: readonly Preset[] = [
  ...GENERAL.map((preset) => ({ ...preset, instructions: GENERAL_INSTRUCTIONS[preset.name] })),
  ...PIPELINE_PRESETS.map((preset) => ({ ...preset, instructions: pipelineInstructions(preset) })),
];

/** In no list: it is chosen beside the findings that it posts. No Claude is told anything. */
export const POST_REVIEW: Preset = {
  name: POST_REVIEW_PRESET,
  group: 'general',
  mode: 'ask',
  pages: ['merge_request'],
  from: ['page'],
  parts: [],
  needsWords: false,
  inView: false,
  instructions: '',
};

/** The built-in presets for a page of `type`, from the page itself or from one of its threads; the default first. */
export function presetsFor(type: PageType, from: 'page' | 'thread'): Preset[] {
  return PRESETS.filter((preset) => isOffered(preset, type, from));
}
