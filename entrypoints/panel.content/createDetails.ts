import type { Details } from '../../components/details/Details.ts';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import { type PanelScripts, shared } from './shared.ts';

/** The panel's second script, as this instance of the first has it. `onChange` is told when it is there or could not be had. */
export function createDetails(call: CallBackground, onChange: () => void) {
  // An earlier instance's second script was made for that one's Preact.
  const scripts: PanelScripts = { shared };
  globalThis.askClaudePanel = scripts;
  let state: Details = { parts: null, failed: false, retry: () => void load() };
  let loading: Promise<void> | null = null;

  async function ask(): Promise<void> {
    const answer = await call('loadDetails', {});
    const parts = scripts.details?.parts ?? null;
    // Where the extension is gone, the panel says so already.
    const gone = !answer.ok && answer.gone;
    state = { ...state, parts, failed: parts === null && !gone };
    onChange();
  }

  /** Settles when it is there or could not be had; then the next call tries again. */
  function load(): Promise<void> {
    if (state.parts) return Promise.resolve();
    loading ??= ask().finally(() => {
      loading = null;
    });
    return loading;
  }

  return { load, state: () => state, css: () => scripts.details?.css };
}
