import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import { PRESET_GROUPS, type PresetView } from '../../utils/prompt/Preset.ts';
import { POST_REVIEW_PRESET } from '../../utils/prompt/presetNames.ts';
import { PresetButton } from './PresetButton.tsx';
import { groupLabel, presetAbout, presetLabel } from './presetWords.ts';

interface Props {
  presets: readonly PresetView[];
  open: boolean;
  onChoose(name: string): void;
  onClose(): void;
}

/** Every word that was typed begins some word of the preset's name, group or line. */
function matches(preset: PresetView, search: string): boolean {
  const text = [presetLabel(preset), preset.name, groupLabel(preset.group), presetAbout(preset)]
    .join(' ')
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The presets that are not in view: grouped, searchable; arrow keys move, Enter chooses, Escape closes. */
export function MorePresets({ presets, open, onChoose, onClose }: Props) {
  const [search, setSearch] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    setSearch('');
    box.current?.querySelector('input')?.focus();
  }, [open]);
  const groups = PRESET_GROUPS.map((group) => ({
    group,
    found: presets.filter(
      (preset) =>
        preset.group === group && preset.name !== POST_REVIEW_PRESET && matches(preset, search),
    ),
  })).filter(({ found }) => found.length > 0);

  function move(event: KeyboardEvent): void {
    const radios = [...(box.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
    const at = radios.findIndex((radio) => radio.matches(':focus'));
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      radios[Math.min(at + 1, radios.length - 1)]?.focus();
    } else if (event.key === 'ArrowUp') {
      event.preventDefault();
      if (at > 0) radios[at - 1]?.focus();
      else box.current?.querySelector('input')?.focus();
    } else if (event.key === 'Enter' && at === -1 && !event.isComposing) {
      event.preventDefault();
      const first = groups[0]?.found[0];
      if (first) onChoose(first.name);
    }
  }

  return (
    <div
      class="more"
      role="radiogroup"
      aria-label={i18n.t('panel.more')}
      hidden={!open}
      ref={box}
      onKeyDown={move}
    >
      <input
        type="search"
        class="more-search"
        data-testid="ask-claude-preset-search"
        aria-label={i18n.t('panel.searchPresets')}
        placeholder={i18n.t('panel.searchPresets')}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <div class="more-list">
        {groups.map(({ group, found }) => (
          <section key={group}>
            <h3>{groupLabel(group)}</h3>
            {found.map((preset) => (
              <PresetButton
                key={preset.name}
                preset={preset}
                chosen={false}
                tabIndex={-1}
                explained
                onChoose={() => onChoose(preset.name)}
              />
            ))}
          </section>
        ))}
        {groups.length === 0 && <p class="subtle">{i18n.t('panel.noPresets')}</p>}
      </div>
    </div>
  );
}
