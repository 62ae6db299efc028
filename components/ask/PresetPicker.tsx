import { i18n } from '#i18n';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PresetView } from '../../utils/prompt/Preset.ts';
import { useDetails } from '../details/Details.ts';
import { arrowStep } from '../ui/arrowStep.ts';
import { Icon } from '../ui/Icon.tsx';
import { PresetButton } from './PresetButton.tsx';

interface Props {
  presets: readonly PresetView[];
  chosen: string;
  onChoose(name: string): void;
}

/** The presets as one group of radio buttons: the usual ones and the chosen one in view, one stop of the Tab key, where arrow keys move and choose; the others behind "More". */
export function PresetPicker({ presets, chosen, onChoose }: Props) {
  const details = useDetails();
  const [more, setMore] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  /** Set when the choice moves the button that has the focus. */
  const follow = useRef(false);
  const inView = presets.filter(({ name, inView: usual }) => usual || name === chosen);
  const others = presets.filter((preset) => !inView.includes(preset));

  const radio = (name: string) =>
    group.current?.querySelector<HTMLElement>(`[data-preset="${CSS.escape(name)}"]`);
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    radio(chosen)?.focus();
  }, [chosen]);

  function move(event: TargetedKeyboardEvent<HTMLElement>): void {
    const step = arrowStep(event.key, event.currentTarget);
    if (!step || inView.length === 0 || event.target === button.current) return;
    event.preventDefault();
    const index = inView.findIndex(({ name }) => name === chosen);
    const next = inView[(index + step + inView.length) % inView.length];
    if (!next) return;
    onChoose(next.name);
    radio(next.name)?.focus();
  }

  function choose(name: string): void {
    follow.current = true;
    setMore(false);
    onChoose(name);
  }

  function close(): void {
    setMore(false);
    button.current?.focus();
  }

  return (
    <div class="picker" ref={group}>
      <div class="presets" role="radiogroup" aria-label={i18n.t('panel.presets')} onKeyDown={move}>
        {inView.map((preset) => (
          <PresetButton
            key={preset.name}
            preset={preset}
            chosen={preset.name === chosen}
            tabIndex={preset.name === chosen ? 0 : -1}
            onChoose={() => onChoose(preset.name)}
          />
        ))}
        {others.length > 0 && (
          <button
            ref={button}
            type="button"
            class="more-button"
            data-testid="ask-claude-more-presets"
            aria-expanded={more}
            onClick={() => setMore(!more)}
          >
            {i18n.t('panel.more')} <Icon name="chevron" />
          </button>
        )}
      </div>
      {details && (
        <details.MorePresets presets={others} open={more} onChoose={choose} onClose={close} />
      )}
    </div>
  );
}
