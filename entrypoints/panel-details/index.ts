import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { panelDetails } from '../../components/details/panelDetails.ts';
import type { PanelScripts } from '../panel.content/shared.ts';
import css from './panelDetails.css?inline';

const details: PanelScripts['details'] = { parts: panelDetails, css };

/** The panel's second script: the background runs it beside the first, where it leaves its components. */
export default defineUnlistedScript(() => {
  if (globalThis.askClaudePanel) globalThis.askClaudePanel.details = details;
});
