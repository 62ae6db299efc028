import { cleanLine } from '../context/clean/clean.ts';
import type { WrittenPreset } from '../storage/WrittenPreset.ts';
import type { AskOptions } from './AskOptions.ts';
import type { Preset } from './Preset.ts';

/** The options that a preset or a project sets, without everything else that stands beside them. */
export function optionsOf(written: AskOptions): AskOptions {
  const { model, effort, max_turns, max_cost_usd, language } = written;
  return {
    ...(model === undefined ? {} : { model }),
    ...(effort === undefined ? {} : { effort }),
    ...(max_turns === undefined ? {} : { max_turns }),
    ...(max_cost_usd === undefined ? {} : { max_cost_usd }),
    ...(language === undefined ? {} : { language }),
  };
}

/**
 * A preset that people wrote: the user's own (`own:<name>`), or one of the project's file (`repo:<name>`). What the panel shows
 * of it is cleaned here, its words when an ask is made of them (`fillPreset.ts`): an own one may have come from anybody's file.
 */
export function presetOf(written: WrittenPreset, group: 'own' | 'repository'): Preset {
  const { name, title, description, mode, pages, from, parts, words } = written;
  const about = cleanLine(description ?? '').text;
  return {
    name: `${group === 'own' ? 'own' : 'repo'}:${name}`,
    group,
    mode,
    pages,
    from,
    parts,
    needsWords: false,
    inView: false,
    title: cleanLine(title ?? '').text || name,
    ...(about && { about }),
    options: optionsOf(written),
    instructions: words,
    fills: 'placeholders',
  };
}
