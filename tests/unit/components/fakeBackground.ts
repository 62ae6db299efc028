import type { CallResult, CallBackground } from '../../../utils/messages/callBackground.ts';
import type { PageApi } from '../../../utils/messages/pageMessages.ts';
import type { RecalledAsk } from '../../../utils/storage/asks.ts';
import type { PresetList } from '../../../utils/prompt/PresetList.ts';
import type { Preview, PreviewRequest } from '../../../utils/preview/Preview.ts';
import type { FollowUp } from '../../../utils/storage/followUps.ts';
import type { Draft } from '../../../utils/storage/drafts.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { Progress } from '../../../utils/outcome/Progress.ts';
import type { Diagnosis } from '../../../utils/setup/doctor/Diagnosis.ts';
import type { Publishing, Review } from '../../../utils/review/Review.ts';
import type { Usual } from '../../../utils/runs/costs/usualOf.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { samplePreview, sampleRun } from './samples.ts';

type Previewing = (request: PreviewRequest) => Result<Preview> | Promise<Result<Preview>>;
const SAMPLE: Previewing = () => ({ ok: true, value: samplePreview() });

/** A background that remembers what it was asked, and answers as it is told. */
export function fakeBackground() {
  const state = {
    draft: { words: '' } as Draft,
    shortcut: 'Alt+Shift+K',
    preview: SAMPLE,
    spending: { today: 0, capUsd: null as number | null },
    usual: null as Usual | null,
    recalled: null as RecalledAsk | null,
    progress: { ok: true, value: null } as Result<Progress | null>,
    presets: { ok: false, failure: { kind: 'network' } } as Result<PresetList>,
    changed: false,
    diagnosis: { ok: false, failure: { kind: 'network' } } as Result<Diagnosis>,
    sent: { ok: true, value: sampleRun() } as Result<Run>,
    /** Runs the panel's second script. */
    loadDetails: () => undefined as unknown,
    review: { ok: false, failure: { kind: 'network' } } as Result<Review> | Promise<Result<Review>>,
    publishing: { ok: false, failure: { kind: 'network' } } as
      | Result<Publishing>
      | Promise<Result<Publishing>>,
    forced: { ok: true, value: null } as Result<null>,
    workingNote: { ok: true, value: null } as Result<{ webUrl: string } | null>,
    finished: { ok: true, value: null } as Result<null>,
    followUp: {} as FollowUp,
    /** How many runs on other pages wait for the user. */
    waiting: 0,
    /** Whether a plan was made for an older commit. */
    expired: false,
  };
  const calls: { method: keyof PageApi; request: unknown }[] = [];
  const answers: { [Name in keyof PageApi]: (request: Parameters<PageApi[Name]>[0]) => unknown } = {
    getTokenUser: () => ({ username: 'mia' }),
    getSite: () => ({ root: 'https://gitlab.example.com' }),
    setAskable: () => undefined,
    openPanel: () => undefined,
    stopUntilGreen: () => ({ ok: true, value: null }),
    loadDetails: () => state.loadDetails(),
    loadExtras: () => undefined,
    commentSaved: () => undefined,
    askElsewhere: () => ({ ok: true, value: { goTo: null } }),
    askMention: () => undefined,
    fixPipeline: () => ({ ok: true, value: { goTo: null } }),
    openOptions: () => undefined,
    openHistory: () => undefined,
    countWaiting: () => state.waiting,
    getShortcut: () => state.shortcut,
    savePanelLayout: () => undefined,
    getDraft: () => state.draft,
    saveDraft: ({ draft }) => {
      state.draft = draft;
    },
    listPresets: () => state.presets,
    preview: (request) => state.preview(request),
    hasChanged: () => ({ ok: true, value: state.changed }),
    send: () => state.sent,
    getSpending: () => state.spending,
    getUsual: () => state.usual,
    recallAsk: () => state.recalled,
    getFollowUp: () => state.followUp,
    saveFollowUp: ({ followUp }) => {
      state.followUp = followUp;
    },
    hasExpired: () => state.expired,
    readProgress: () => state.progress,
    diagnose: () => state.diagnosis,
    cancelRun: () => ({ ok: true, value: null }),
    forceCancelRun: () => state.forced,
    findWorkingNote: () => state.workingNote,
    finishWorkingNote: () => state.finished,
    readReview: () => state.review,
    chooseFinding: () => undefined,
    publishReview: () => state.publishing,
    resolveFixed: () => state.review,
    postAnswer: () => ({ ok: true, value: { webUrl: 'https://gitlab.example.com/note' } }),
  };
  /** For a message as it goes over the wire. */
  const answer = async (message: { method: string; request: unknown }) => {
    // The table above holds an answer of the right kind for each method of `PageApi`, and nothing else is asked.
    const method = message.method as keyof PageApi;
    calls.push({ method, request: message.request });
    return {
      ok: true,
      value: await answers[method](message.request as never),
    } as CallResult<never>;
  };
  const call: CallBackground = (method, request) => answer({ method, request });
  return {
    state,
    answer,
    call,
    requestsOf: (method: keyof PageApi) =>
      calls.filter((one) => one.method === method).map(({ request }) => request),
  };
}
