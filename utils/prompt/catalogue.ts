import type { PartName } from '../context/Context.ts';
import type { PageType } from '../page/PageRef.ts';
import type { Mode, PresetPlace, PresetView } from './Preset.ts';

/** A preset without its instructions, which only the background holds. */
export type PresetFacts = PresetView & PresetPlace;

const ISSUE: readonly PageType[] = ['issue'];
const MERGE_REQUEST: readonly PageType[] = ['merge_request'];
const EVERYWHERE: readonly PageType[] = ['issue', 'merge_request'];
const PAGE = ['page'] as const;
const THREAD = ['thread'] as const;
const BOTH = ['page', 'thread'] as const;

/** The conversation, and what it is about. */
const TALK: readonly PartName[] = ['description', 'threads', 'comments', 'selection'];
const TALK_AND_CODE: readonly PartName[] = [
  'description',
  'threads',
  'comments',
  'diff',
  'selection',
];
const CODE: readonly PartName[] = ['description', 'diff', 'commits', 'selection'];

function general<Name extends string>(
  name: Name,
  mode: Mode,
  { pages, from }: PresetPlace,
  parts: readonly PartName[],
  inView = false,
) {
  const needsWords = name === 'ask';
  return { name, group: 'general' as const, mode, pages, from, parts, needsWords, inView };
}

/** The general presets, in the order in which they are offered; the first that fits a page is its default. */
export const GENERAL = [
  general('ask', 'ask', { pages: EVERYWHERE, from: PAGE }, TALK_AND_CODE, true),
  general('answer-thread', 'ask', { pages: EVERYWHERE, from: THREAD }, TALK_AND_CODE, true),
  general(
    'implement-issue',
    'change',
    { pages: ISSUE, from: PAGE },
    ['description', 'comments', 'linked', 'selection'],
    true,
  ),
  general(
    'review',
    'ask',
    { pages: MERGE_REQUEST, from: PAGE },
    ['description', 'threads', 'comments', 'diff', 'commits', 'linked', 'selection'],
    true,
  ),
  general('fix-thread', 'change', { pages: MERGE_REQUEST, from: THREAD }, TALK_AND_CODE, true),
  general('fix-threads', 'change', { pages: MERGE_REQUEST, from: PAGE }, [
    'description',
    'threads',
    'diff',
  ]),
  general('make-change', 'change', { pages: EVERYWHERE, from: BOTH }, TALK_AND_CODE),
  general('explain', 'ask', { pages: EVERYWHERE, from: BOTH }, TALK_AND_CODE),
  general('suggest-approach', 'plan', { pages: ISSUE, from: BOTH }, [...TALK, 'linked']),
  general('fix-failing-pipeline', 'change', { pages: MERGE_REQUEST, from: PAGE }, [
    'description',
    'jobs',
    'diff',
    'commits',
    'selection',
  ]),
  general('suggest-pipeline-fix', 'ask', { pages: MERGE_REQUEST, from: PAGE }, [
    'description',
    'jobs',
    'diff',
    'commits',
    'threads',
    'selection',
  ]),
  general('fix-bug', 'change', { pages: ISSUE, from: PAGE }, [...TALK, 'linked']),
  general('write-tests', 'change', { pages: EVERYWHERE, from: PAGE }, TALK_AND_CODE),
  general('performance-regression', 'ask', { pages: EVERYWHERE, from: PAGE }, [
    ...CODE,
    'comments',
    'jobs',
  ]),
  general('describe-mr', 'ask', { pages: MERGE_REQUEST, from: PAGE }, [...CODE, 'linked']),
  general('summarise-thread', 'ask', { pages: EVERYWHERE, from: BOTH }, TALK),
  general('triage', 'ask', { pages: ISSUE, from: PAGE }, [...TALK, 'linked']),
  general('security-review', 'ask', { pages: MERGE_REQUEST, from: PAGE }, [...CODE, 'threads']),
  general('resolve-conflicts', 'change', { pages: MERGE_REQUEST, from: PAGE }, [
    ...CODE,
    'threads',
  ]),
  general('docs', 'change', { pages: EVERYWHERE, from: PAGE }, TALK_AND_CODE),
] as const satisfies readonly PresetFacts[];

/** Whether a preset is offered on a page of `type`, from the page itself or from one of its threads. */
export function isOffered(place: PresetPlace, type: PageType, from: 'page' | 'thread'): boolean {
  return place.pages.includes(type) && place.from.includes(from);
}

/** What the panel offers before it has learnt the rest from the background; the default first. */
export function generalPresets(type: PageType, from: 'page' | 'thread'): PresetView[] {
  return GENERAL.filter((preset) => isOffered(preset, type, from));
}
