import { i18n } from '#i18n';
import { useRef } from 'preact/hooks';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { POST_REVIEW_PRESET } from '../../utils/prompt/presetNames.ts';
import { Continuing } from '../runs/Continuing.tsx';
import { SupersedeOffer } from '../runs/SupersedeOffer.tsx';
import type { Proposal } from '../runs/useProposal.ts';
import { Icon } from '../ui/Icon.tsx';
import { Acceptances } from './Acceptances.tsx';
import { Deviations } from './evidence/Deviations.tsx';
import { Evidence } from './evidence/Evidence.tsx';
import { PartChips } from './PartChips.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import { SendBar } from './send/SendBar.tsx';
import { WordsInput } from './WordsInput.tsx';
import type { AskState } from './hooks/useAsk.ts';
import { useDetails } from '../details/Details.ts';
import { useLowFolding } from './hooks/useLowFolding.ts';
import { useUnfolding } from './hooks/useUnfolding.ts';

interface Props {
  ask: AskState;
  page: PageRef;
  inThread: boolean;
  focusTurn: number;
  proposal: Proposal | null;
  onCheckProject(): void;
}

/**
 * Preset, words, parts and Send, at the panel's foot. What comes late (warnings, what Send waits for) stands at its top, so that
 * nothing below ever moves. Folded to the box's line after Send; whatever gets the focus in it unfolds it.
 */
export function Composer(props: Props) {
  const { ask, page, inThread, focusTurn, proposal } = props;
  const { preview, preset, draft, choices, folded } = ask;
  const details = useDetails();
  // Then nothing of the page goes along, and no words.
  const byBot = preset?.name === POST_REVIEW_PRESET;
  const section = useRef<HTMLElement>(null);
  useUnfolding(section, folded, ask.unfold);
  useLowFolding(section, { ...ask, typed: draft.words !== '' });
  return (
    <section
      ref={section}
      class={`composer${folded ? ' folded' : ''}`}
      aria-label={i18n.t('panel.composer')}
    >
      <div class="composer-slot">
        <Deviations ask={ask} />
        {ask.earlier && (
          <Continuing run={ask.earlier} byBot={byBot} onEnd={() => ask.change({ continues: '' })} />
        )}
        <SupersedeOffer {...ask.superseding} />
        {preview && <Acceptances preview={preview} accepted={ask.accepted} onAccept={ask.accept} />}
      </div>
      <PresetPicker
        presets={ask.presets}
        chosen={preset?.name ?? ''}
        onChoose={(name) => ask.change({ preset: name })}
      />
      <div class="words-line">
        <WordsInput
          words={draft.words}
          needed={preset?.needsWords ?? true}
          none={byBot}
          folded={folded}
          focusTurn={focusTurn + (proposal?.focus === 'words' ? proposal.turn : 0)}
          onWords={(words) => ask.change({ words })}
          onSend={ask.send}
          onRefused={ask.refuse}
        />
        {folded && (
          <button
            type="button"
            class="icon-button"
            aria-label={i18n.t('panel.unfold')}
            title={i18n.t('panel.unfold')}
          >
            <Icon name="chevron" />
          </button>
        )}
      </div>
      {!byBot && (
        <PartChips
          page={page}
          preview={preview}
          isOn={({ name, on }) =>
            choices.parts[name] ??
            (preview && !ask.making ? on : (preset?.parts.includes(name) ?? on))
          }
          onSwitch={(name, on) => ask.choose({ parts: { ...choices.parts, [name]: on } })}
        />
      )}
      <Evidence ask={ask} onCheckProject={props.onCheckProject} />
      {details && preset?.mode === 'change' && <details.UntilGreenTick ask={ask} />}
      <SendBar
        ask={ask}
        inThread={inThread}
        focusTurn={proposal?.focus === 'send' ? proposal.turn : 0}
      />
    </section>
  );
}
