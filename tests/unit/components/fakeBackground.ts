import type { Called, CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Draft, PageApi, Preview, PreviewRequest } from '../../../utils/messages/PageApi.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
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
    sent: { ok: true, value: sampleRun() } as Result<Run>,
  };
  const calls: { method: keyof PageApi; request: unknown }[] = [];
  const answers: { [Name in keyof PageApi]: (request: Parameters<PageApi[Name]>[0]) => unknown } = {
    getSite: () => ({ root: 'https://gitlab.example.com' }),
    setAskable: () => undefined,
    openPanel: () => undefined,
    openOptions: () => undefined,
    getShortcut: () => state.shortcut,
    getDraft: () => state.draft,
    saveDraft: ({ draft }) => {
      state.draft = draft;
    },
    preview: (request) => state.preview(request),
    send: () => state.sent,
    cancelRun: () => ({ ok: true, value: null }),
    postAnswer: () => ({ ok: true, value: { webUrl: 'https://gitlab.example.com/note' } }),
  };
  const call: CallBackground = async (method, request) => {
    calls.push({ method, request });
    const value = await answers[method](request as never);
    // The table above holds an answer of the right kind for each method.
    return { ok: true, value } as Called<never>;
  };
  return {
    state,
    call,
    requestsOf: (method: keyof PageApi) =>
      calls.filter((one) => one.method === method).map(({ request }) => request),
  };
}
