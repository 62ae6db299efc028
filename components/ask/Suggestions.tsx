import { i18n } from '#i18n';
import { useRef, useState } from 'preact/hooks';
import type { Preview } from '../../utils/preview/Preview.ts';
import type { PresetView } from '../../utils/prompt/Preset.ts';
import type { Propose } from '../runs/useProposal.ts';
import { modeLabel } from './presetWords.ts';
import { suggestionsOf } from './suggestionsOf.ts';

interface Props {
  preview: Preview | null;
  presets: readonly PresetView[];
  onPropose: Propose;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** What the page suggests, a button each: one stop of the Tab key, within it arrow keys move. Nothing is sent: Send waits for its own press. */
export function Suggestions({ preview, presets, onPropose }: Props) {
  const [stop, setStop] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const suggestions = suggestionsOf(preview, presets);
  if (suggestions.length === 0) return null;

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (stop + step + suggestions.length) % suggestions.length;
    setStop(next);
    list.current?.querySelectorAll('button')[next]?.focus();
  }

  return (
    <div
      ref={list}
      class="suggestions"
      role="toolbar"
      aria-orientation="vertical"
      aria-label={i18n.t('suggestions.title')}
      onKeyDown={move}
    >
      {suggestions.map(({ kind, name, discussionId, proposed }, index) => {
        const mode = presets.find((preset) => preset.name === proposed.preset)?.mode ?? 'ask';
        return (
          <button
            key={kind}
            type="button"
            class="suggestion"
            data-testid="ask-claude-suggestion"
            data-kind={kind}
            tabIndex={index === Math.min(stop, suggestions.length - 1) ? 0 : -1}
            onFocus={() => setStop(index)}
            onClick={() => onPropose(discussionId, proposed)}
          >
            <span>{name}</span>
            {mode !== 'ask' && <span class="tag">{modeLabel(mode)}</span>}
          </button>
        );
      })}
    </div>
  );
}
