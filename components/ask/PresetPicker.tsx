import { i18n } from '#i18n';
import { useRef } from 'preact/hooks';
import type { Preset } from '../../utils/prompt/Preset.ts';
import { modeLabel, presetLabel } from './presetWords.ts';

interface Props {
  presets: readonly Preset[];
  chosen: string;
  onChoose(name: string): void;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** The presets as one group of radio buttons: one stop of the Tab key, arrow keys move and choose. */
export function PresetPicker({ presets, chosen, onChoose }: Props) {
  const group = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined || presets.length === 0) return;
    event.preventDefault();
    const index = presets.findIndex(({ name }) => name === chosen);
    const next = presets[(index + step + presets.length) % presets.length];
    if (!next) return;
    onChoose(next.name);
    group.current?.querySelector<HTMLElement>(`[data-preset="${next.name}"]`)?.focus();
  }

  return (
    <div
      class="presets"
      role="radiogroup"
      aria-label={i18n.t('panel.presets')}
      ref={group}
      onKeyDown={move}
    >
      {presets.map(({ name, mode }) => (
        <button
          key={name}
          type="button"
          role="radio"
          class="preset"
          data-testid="ask-claude-preset"
          data-preset={name}
          data-mode={mode}
          aria-checked={name === chosen}
          tabIndex={name === chosen ? 0 : -1}
          title={modeLabel(mode)}
          onClick={() => onChoose(name)}
        >
          {presetLabel(name)}
        </button>
      ))}
    </div>
  );
}
