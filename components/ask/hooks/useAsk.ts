import { useEffect, useState } from 'preact/hooks';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Preview, PreviewRequest } from '../../../utils/preview/Preview.ts';
import type { PressRefusal } from '../../../utils/page/armPresses.ts';
import type { Selected } from '../../../utils/page/selected/Selected.ts';
import type { AskOptions } from '../../../utils/prompt/AskOptions.ts';
import type { PresetView } from '../../../utils/prompt/Preset.ts';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';
import { accepted as withProposal, type Proposal } from '../../runs/useProposal.ts';
import { supersedingOf } from '../../runs/supersedingOf.ts';
import type { Accepted } from '../Acceptances.tsx';
import { recentChange } from './recentChange.ts';
import { useDraft } from './useDraft.ts';
import { useFreshness } from './useFreshness.ts';
import { usePatientPress } from './usePatientPress.ts';
import { usePresetList } from './usePresetList.ts';
import { usePreview } from './usePreview.ts';
import { useSending } from './useSending.ts';

/** What the user chose of the context, beside the preset. */
export type ContextChoices = Pick<
  PreviewRequest,
  | 'parts'
  | 'images'
  | 'threads'
  | 'include'
  | 'restored'
  | 'leaveOutStrangers'
  | 'layout'
  | 'budget'
>;

export interface AskProps {
  call: CallBackground;
  discussionId?: string | undefined;
  selection?: Selected | undefined;
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
}

/** What a tick was given for: it holds until that changes. */
function tickedFor(preview: Preview | null): string {
  return JSON.stringify(preview && [preview.ref.name, preview.ref.unprotected, preview.otherJobs]);
}

/** Between two readings of a merge request whose diff is not ready. */
const PREPARING_PAUSE_MS = 3000;
/** A second press so soon belongs to the first one. */
const SAME_PRESS_MS = 1000;
const NOTHING_ACCEPTED: Accepted = { jobs: false, ref: false };

/** Words, preset, parts, the preview made of them, and Send: all that the composer shows, and what the panel shows of it elsewhere. */
export function useAsk(props: AskProps) {
  const { call, discussionId, selection, runs, proposal } = props;
  const list = usePresetList(call, discussionId, props.presets);
  const { presets, usual } = list;
  const { draft, loaded, change } = useDraft(call, discussionId);
  const [choices, setChoices] = useState<ContextChoices>({ parts: {} });
  const [options, setOptions] = useState<AskOptions>({});
  const [refusal, setRefusal] = useState<PressRefusal | null>(null);
  const [ticks, setTicks] = useState({ given: NOTHING_ACCEPTED, for: '' });
  const [folded, setFolded] = useState(false);
  /** The change that another one was asked for, and when. */
  const [repeating, setRepeating] = useState({ id: '', at: 0 });

  const earlier = runs.find(({ id }) => id === draft.continues);
  const named = (name: string | undefined) => presets.find((one) => one.name === name);
  // A draft may name a preset that is not known before the others are.
  const waiting = draft.preset !== undefined && !named(draft.preset) && !list.known;
  const first = named(usual) ?? named(discussionId === undefined ? 'ask' : 'answer-thread');
  const preset = waiting ? undefined : (named(draft.preset) ?? first ?? presets[0]);
  const ask =
    loaded && preset
      ? {
          ...(discussionId === undefined ? {} : { discussionId }),
          ...(selection === undefined ? {} : { selection }),
          words: draft.words,
          preset: preset.name,
          ...choices,
          ...(Object.keys(options).length === 0 ? {} : { options }),
          ...(earlier && { continues: earlier.id }),
          ...(draft.amends && { amends: draft.amends }),
          ...(props.pageUser !== undefined && { pageUser: props.pageUser }),
        }
      : null;
  const { preview, failure, making, gone, again, hurry } = usePreview(call, ask);
  const sending = useSending(call, runs, {
    onKnown: (words) => {
      if (words !== draft.words) return;
      // After a change the next ask begins as a question: nobody changes files twice by habit. What was posted is posted.
      change({
        words: '',
        continues: '',
        supersedes: [],
        ...((preset?.mode === 'change' || preview?.reply === 'review') && { preset: '' }),
      });
    },
    onUsed: () => again(),
  });
  useEffect(() => {
    if (preview) list.load();
  }, [preview]);

  const preparing = preview?.parts.some((part) => part.failure?.reason === 'preparing') ?? false;
  useEffect(() => {
    if (!preparing || making) return undefined;
    // GitLab tells nobody when the diff is ready.
    const timer = setTimeout(() => again({ reread: true }), PREPARING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [preview]);

  useEffect(() => {
    if (!proposal || !loaded) return;
    // What is approved in its place needs no more of the box, unless it holds other words.
    setFolded(proposal.focus === 'stay' && draft.words.trim() === '');
    change(withProposal(proposal, draft));
    const { parts, images, threads } = proposal;
    setChoices({ parts, ...(images && { images }), ...(threads && { threads }) });
  }, [proposal?.turn, loaded]);
  useEffect(() => setFolded(false), [props.focusTurn]);

  const ended = runs.filter(({ state }) => isFinal(state)).length;
  const goingOn = ended < runs.length;
  useEffect(() => {
    // What a run of one's own wrote on the page is no news to tell: it is read.
    if (preview && ended > 0) again({ reread: true });
  }, [ended]);

  const superseding = supersedingOf(runs, draft.supersedes, (supersedes) => change({ supersedes }));
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
  const open = !wordsMissing && !ticksMissing && !underWay && !over;
  const ready = preview !== null && !failure && !making && open;
  const before = preset?.mode === 'change' && !earlier ? recentChange(runs, discussionId) : null;

  const accept = (given: Accepted) => setTicks({ given, for: tickedFor(preview) });
  function fire(): void {
    if (!preview) return;
    setFolded(true);
    setRepeating({ id: '', at: 0 });
    sending.send({
      runId: preview.variables.find(({ key }) => key === 'AI_FLOW_REQUEST_ID')?.value,
      previewId: preview.id,
      acceptedJobs: accepted.jobs,
      acceptedRef: accepted.ref,
      words: draft.words,
      ...(superseding.on && { supersede: superseding.ids }),
      ...(accepted.untilGreen && { untilGreen: accepted.untilGreen }),
    });
    // Ticked for this one ask alone.
    accept({ ...accepted, untilGreen: undefined });
  }
  const askKey = JSON.stringify(ask);
  const press = usePatientPress({ preview, making, ready, askKey }, fire);

  /** A press of Send, by pointer or keys: it fires, asks first, or is kept until the preview is there. */
  function send(): void {
    setRefusal(null);
    if (!open || (failure && !making)) return;
    if (before && repeating.id !== before.id)
      return setRepeating({ id: before.id, at: Date.now() });
    if (before && Date.now() - repeating.at < SAME_PRESS_MS) return;
    if (ready) return fire();
    press.remember();
    hurry();
  }

  useEffect(() => {
    if (sending.failure) setFolded(false);
  }, [sending.failure]);

  return {
    ...list,
    call,
    draft,
    loaded,
    change,
    preset,
    choices,
    choose: (choose: Partial<ContextChoices>) => setChoices({ ...choices, ...choose }),
    options,
    setOptions,
    earlier,
    preview,
    making,
    failure,
    again,
    over,
    sending,
    superseding,
    accepted,
    accept,
    stale: stale && !goingOn,
    ended,
    ready,
    underWay,
    wordsMissing,
    ticksMissing,
    /** The change that this one would follow so soon that a second press is asked for. */
    repeats: before && repeating.id === before.id ? before : null,
    pressed: press.answer,
    refusal,
    refuse: setRefusal,
    send,
    runs,
    hasRuns: runs.length > 0,
    folded,
    fold: () => setFolded(true),
    unfold: () => setFolded(false),
  };
}

export type AskState = ReturnType<typeof useAsk>;
