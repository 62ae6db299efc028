import type { PresetView } from '../prompt/Preset.ts';
import { POST_REVIEW_PRESET } from '../prompt/presetNames.ts';

/** Other words for built-in presets; the first that is offered where the comment stands is meant. */
const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['plan', ['suggest-approach']],
  ['fix', ['fix-thread', 'fix-bug', 'make-change']],
  ['implement', ['implement-issue', 'make-change']],
  ['change', ['make-change']],
  ['answer', ['answer-thread']],
  ['test', ['write-tests']],
  ['tests', ['write-tests']],
  ['summarise', ['summarise-thread']],
  ['summarize', ['summarise-thread']],
  ['summary', ['summarise-thread']],
  ['describe', ['describe-mr']],
  ['document', ['docs']],
]);

/**
 * Name of the preset that a word after the mention chooses among those that are offered, or null: then it is a word like others.
 * The user's own and the project's presets are chosen by `/name`.
 */
export function presetOfMention(
  { name, slash }: { name: string; slash: boolean },
  offered: readonly Pick<PresetView, 'name'>[],
): string | null {
  const wanted = [
    name,
    ...(ALIASES.get(name) ?? []),
    ...(slash ? [`repo:${name}`, `own:${name}`] : []),
  ];
  const names = new Map(offered.map((preset) => [preset.name.toLowerCase(), preset.name]));
  // Only a review in the panel is handed over.
  names.delete(POST_REVIEW_PRESET);
  for (const one of wanted) {
    const found = names.get(one);
    if (found !== undefined) return found;
  }
  return null;
}
