import { i18n } from '#i18n';
import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { PressRefusal } from '../../utils/page/armPresses.ts';
import type { Preview } from '../../utils/messages/PageApi.ts';
import type { AskOptions as Options } from '../../utils/prompt/AskOptions.ts';
import type { PresetView } from '../../utils/prompt/Preset.ts';
import { isFinal, type Run } from '../../utils/runs/Run.ts';
import { CapNotice } from '../runs/CapNotice.tsx';
import { Continuing } from '../runs/Continuing.tsx';
import { SupersedeOffer } from '../runs/SupersedeOffer.tsx';
import { accepted as withProposal, type Proposal } from '../runs/useProposal.ts';
import { useSupersede } from '../runs/useSupersede.ts';
import { AskFailure } from '../setup/AskFailure.tsx';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { Acceptances } from './Acceptances.tsx';
import { AskOptions } from './AskOptions.tsx';
import { BadFiles } from './BadFiles.tsx';
import { ContextChooser, type Wishes } from './ContextChooser.tsx';
import { LayoutChoice } from './LayoutChoice.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import { PreviewDetails } from './PreviewDetails.tsx';
import { PrivateNotice } from './PrivateNotice.tsx';
import { RefLine } from './RefLine.tsx';
import { SendBar } from './SendBar.tsx';
import { sendHint } from './sendHint.ts';
import { StaleNotice } from './StaleNotice.tsx';
import { UpdatedNotice } from './UpdatedNotice.tsx';
import { WordsInput } from './WordsInput.tsx';
import { useDraft } from './useDraft.ts';
import { useFreshness } from './useFreshness.ts';
import { usePresetList } from './usePresetList.ts';
import { usePreview } from './usePreview.ts';
import { useSending } from './useSending.ts';

interface Props {
  call: CallBackground;
  discussionId?: string | undefined;
  selection?: string | undefined;
  /** Those that are always there. */
  presets: readonly PresetView[];
  runs: readonly Run[];
  /** Who is signed in on the page: null for nobody, undefined where it does not say. */
  pageUser?: string | null | undefined;
  /** The extension was updated under this page. */
  gone: boolean;
  focusTurn: number;
  /** What a run below wants put into the box. */
  proposal: Proposal | null;
  /** Each new value means: the page may have changed. */
  suspectTurn: number;
  /** Puts words into the box, as a run below does. */
  onAsk(words: string): void;
  /** Title and thread, once the page has been read. */
  onPreview(preview: Preview): void;
}

/** What a tick was given for: it holds until that changes. */
function tickedFor(preview: Preview | null): string {
  return JSON.stringify(preview && [preview.ref.name, preview.ref.unprotected, preview.otherJobs]);
}

/** Between two readings of a merge request whose diff is not ready. */
const PREPARING_PAUSE_MS = 3000;
const NOTHING_ACCEPTED = { jobs: false, ref: false };

/** Words, preset, parts, the preview made of them, and Send. */
export function Composer(props: Props) {
  const { call, discussionId, selection, runs } = props;
  const {
    presets,
    usual,
    bad,
    known: all,
    load,
  } = usePresetList(call, discussionId, props.presets);
  const { draft, loaded, change } = useDraft(call, discussionId);
  const [wishes, setWishes] = useState<Wishes>({ parts: {} });
  const [options, setOptions] = useState<Options>({});
  const [refusal, setRefusal] = useState<PressRefusal | null>(null);
  const [ticks, setTicks] = useState({ given: NOTHING_ACCEPTED, for: '' });

  const earlier = runs.find(({ id }) => id === draft.continues);
  const named = (name: string | undefined) => presets.find((preset) => preset.name === name);
  // A draft may name a preset that is not known before the others are.
  const waiting = draft.preset !== undefined && !named(draft.preset) && !all;
  const first = named(usual) ?? named(discussionId === undefined ? 'ask' : 'answer-thread');
  const preset = waiting ? undefined : (named(draft.preset) ?? first ?? presets[0]);
  const ask =
    loaded && preset
      ? {
          ...(discussionId === undefined ? {} : { discussionId }),
          ...(selection === undefined ? {} : { selection }),
          words: draft.words,
          preset: preset.name,
          ...wishes,
          ...(Object.keys(options).length === 0 ? {} : { options }),
          ...(earlier && { continues: earlier.id }),
          ...(draft.amends && { amends: draft.amends }),
          ...(props.pageUser !== undefined && { pageUser: props.pageUser }),
        }
      : null;
  const { preview, failure, making, gone, again } = usePreview(call, ask);
  const sending = useSending(call, runs, {
    onKnown: (words) => words === draft.words && change({ words: '', continues: '' }),
    onUsed: () => again(),
  });
  useEffect(() => {
    if (!preview) return;
    props.onPreview(preview);
    load();
  }, [preview]);

  const preparing = preview?.parts.some((part) => part.failure?.reason === 'preparing') ?? false;
  useEffect(() => {
    if (!preparing || making) return undefined;
    // GitLab tells nobody when the diff is ready.
    const timer = setTimeout(() => again({ reread: true }), PREPARING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [preview]);

  const { proposal } = props;
  useEffect(() => {
    if (!proposal || !loaded) return;
    change(withProposal(proposal, draft));
    setWishes({ parts: proposal.parts });
  }, [proposal?.turn, loaded]);
  const superseding = useSupersede(runs);

  const over = gone || props.gone;
  const accepted = ticks.for === tickedFor(preview) ? ticks.given : NOTHING_ACCEPTED;
  const wordsMissing = preset?.needsWords === true && draft.words.trim() === '';
  const ticksMissing =
    preview !== null &&
    ((preview.ref.unprotected && !accepted.ref) ||
      (preview.otherJobs.length > 0 && !accepted.jobs));
  const underWay =
    sending.underWay ||
    runs.some((run) => run.state === 'sending' && run.discussionId === discussionId);
  const { stale } = useFreshness(call, preview, props.suspectTurn, underWay);
  const ready =
    preview !== null && !failure && !making && !wordsMissing && !ticksMissing && !underWay;

  const confirms = preview?.confirm !== undefined;

  function send(): void {
    setRefusal(null);
    if (!ready) return;
    sending.send({
      previewId: preview.id,
      acceptedJobs: accepted.jobs,
      acceptedRef: accepted.ref,
      words: draft.words,
      ...(superseding.on && { supersede: superseding.ids }),
    });
  }

  const openSettings = () => void call('openOptions', {});
  // A refused run stands in the list below with the same words.
  const listed = runs[0]?.state === 'failed' && runs[0].failure?.kind === sending.failure?.kind;
  const known = over ? [] : [listed ? null : sending.failure, failure];
  const shown = known.filter((each) => each !== null);
  if (!loaded) return null;
  return (
    <section class="composer">
      <PresetPicker
        presets={presets}
        chosen={preset?.name ?? ''}
        onChoose={(name) => change({ preset: name })}
      />
      {earlier && <Continuing run={earlier} onEnd={() => change({ continues: '' })} />}
      <BadFiles bad={bad} />
      <WordsInput
        words={draft.words}
        needed={preset?.needsWords ?? true}
        focusTurn={props.focusTurn + (proposal?.focus === 'words' ? proposal.turn : 0)}
        onWords={(words) => change({ words })}
        onSend={send}
        onRefused={setRefusal}
      />
      {preview && (
        <ContextChooser
          preview={preview}
          wishes={wishes}
          isOn={({ name, on }) =>
            wishes.parts[name] ?? (making && preset ? preset.parts.includes(name) : on)
          }
          onWish={(wish) => setWishes({ ...wishes, ...wish })}
        />
      )}
      <AskOptions options={options} usual={preset?.options ?? {}} onChange={setOptions} />
      {stale && <StaleNotice reading={making} onRefresh={() => again({ reread: true })} />}
      {preview && <PrivateNotice preview={preview} />}
      <PreviewDetails preview={preview} making={making} />
      {preview && <RefLine preview={preview} />}
      {preview && (
        <LayoutChoice preview={preview} onLayout={(layout) => setWishes({ ...wishes, layout })} />
      )}
      {preview?.parts.map(
        (part) =>
          part.failure && (
            <FailureMessage
              key={part.name}
              failure={part.failure}
              missing={i18n.t(`parts.${part.name}`)}
              onRetry={() => again({ reread: true })}
              onOpenSettings={openSettings}
            />
          ),
      )}
      {shown.map((each, index) => (
        <AskFailure
          key={index}
          call={call}
          failure={each}
          onRetry={() => again({ reread: true })}
          onAsk={props.onAsk}
        />
      ))}
      {over && <UpdatedNotice />}
      <CapNotice call={call} ended={runs.filter(({ state }) => isFinal(state)).length} />
      <SupersedeOffer {...superseding} />
      {/* What Send waits for stands beside it: nothing of it can lie beneath the bar. */}
      <div class="send-area">
        <div class="accepts">
          {preview && (
            <Acceptances
              preview={preview}
              accepted={accepted}
              onAccept={(given) => setTicks({ given, for: tickedFor(preview) })}
            />
          )}
        </div>
        <SendBar
          focusTurn={proposal?.focus === 'send' ? proposal.turn : 0}
          ready={ready}
          confirms={confirms}
          underWay={underWay}
          hint={sendHint({ refusal, wordsMissing, ticksMissing, confirms })}
          onSend={send}
          onRefused={setRefusal}
        />
      </div>
    </section>
  );
}
