import type { PresetView } from '../../utils/prompt/Preset.ts';
import { modeLabel, presetAbout, presetLabel } from './presetWords.ts';

interface Props {
  preset: PresetView;
  chosen: boolean;
  tabIndex: number;
  /** With a line that says what it does. */
  explained?: boolean;
  onChoose(): void;
}

/** One preset as a radio button. */
export function PresetButton({ preset, chosen, tabIndex, explained, onChoose }: Props) {
  const { name, mode } = preset;
  const about = presetAbout(preset);
  return (
    <button
      type="button"
      role="radio"
      class={explained ? 'preset-row' : 'preset'}
      data-testid="ask-claude-preset"
      data-preset={name}
      data-mode={mode}
      aria-checked={chosen}
      tabIndex={tabIndex}
      title={explained ? undefined : [about, modeLabel(mode)].filter(Boolean).join('\n')}
      onClick={onChoose}
    >
      <span class="preset-name">{presetLabel(preset)}</span>
      {explained && mode !== 'ask' && <span class="tag">{modeLabel(mode)}</span>}
      {explained && about !== '' && <span class="preset-about">{about}</span>}
    </button>
  );
}
