import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { onDemand } from './onDemand.ts';

/** A script of the background's own that it loads when something is asked: it leaves its parts where `loadOnDemand` looks for them. */
export default defineUnlistedScript(() => {
  globalThis.askClaudeOnDemand = onDemand;
});
