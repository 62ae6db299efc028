import { i18n } from '#i18n';
import type { Situation } from '../../utils/context/Situation.ts';
import type { Preview } from '../../utils/preview/Preview.ts';
import type { PresetView } from '../../utils/prompt/Preset.ts';
import type { Proposed } from '../runs/useProposal.ts';

/** One thing to ask for, by one press. */
export interface Suggestion {
  kind: Situation['kind'];
  name: string;
  /** Absent: the whole page. */
  discussionId?: string;
  proposed: Proposed & { preset: string };
}

/** More would be a list to read. */
const MOST = 3;

/** Nothing but Send is left to be pressed. */
function withPreset(preset: string) {
  return { preset, focus: 'send' } as const;
}

function suggestionOf(situation: Situation, { type }: Preview['page']): Suggestion {
  const { kind } = situation;
  switch (kind) {
    case 'failed_pipeline':
      return {
        kind,
        name: situation.flaky
          ? i18n.t('suggestions.flakyPipeline', [situation.flaky.join(', ')])
          : i18n.t('suggestions.pipeline'),
        proposed: withPreset('suggest-pipeline-fix'),
      };
    case 'conflict':
      return {
        kind,
        name: i18n.t('suggestions.conflict'),
        proposed: withPreset('resolve-conflicts'),
      };
    case 'open_thread': {
      const { discussionId, label } = situation;
      const name = i18n.t('suggestions.thread', [label]);
      return { kind, name, discussionId, proposed: withPreset('answer-thread') };
    }
    case 'open_threads':
      return {
        kind,
        name: i18n.t('suggestions.threads', [String(situation.count)]),
        proposed: { preset: 'fix-threads', focus: 'words' },
      };
    case 'draft':
      return { kind, name: i18n.t('suggestions.draft'), proposed: withPreset('review') };
    case 'no_description': {
      const name = i18n.t('suggestions.description');
      if (type === 'merge_request') return { kind, name, proposed: withPreset('describe-mr') };
      const words = i18n.t('suggestions.descriptionWords');
      return { kind, name, proposed: { preset: 'ask', words, focus: 'words' } };
    }
  }
}

/** What the page itself suggests, the most pressing first; presets that are not offered here are left out. */
export function suggestionsOf(
  preview: Preview | null,
  presets: readonly PresetView[],
): Suggestion[] {
  const situations = preview?.situations ?? [];
  return situations
    .flatMap((situation) => (preview ? [suggestionOf(situation, preview.page)] : []))
    .filter(
      ({ discussionId, proposed }) =>
        discussionId !== undefined || presets.some(({ name }) => name === proposed.preset),
    )
    .slice(0, MOST);
}
