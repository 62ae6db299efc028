import { createI18n } from '@wxt-dev/i18n';
import { Fragment, createContext, createElement } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { jsx, jsxs } from 'preact/jsx-runtime';
import { consequenceOf } from '../../components/ask/send/consequenceOf.ts';
import type { PanelDetails } from '../../components/details/panelDetails.ts';
import { FailureMessage } from '../../components/ui/FailureMessage.tsx';
import { Icon } from '../../components/ui/Icon.tsx';
import type { SharedModules } from './sharedNames.ts';

/**
 * What the panel's second script (`entrypoints/panel-details`) takes from its first instead of bringing a copy: hooks and
 * contexts work only with the Preact that draws, and what both draw with need not come twice. The build
 * (`scripts/build/takeFromPanel.ts`) puts these in the place of the second script's imports.
 */
export const shared = {
  '@wxt-dev/i18n': { createI18n },
  preact: { Fragment, createContext, createElement },
  'preact/hooks': { useContext, useEffect, useMemo, useRef, useState },
  'preact/jsx-runtime': { Fragment, jsx, jsxs },
  'components/ask/send/consequenceOf.ts': { consequenceOf },
  'components/ui/FailureMessage.tsx': { FailureMessage },
  'components/ui/Icon.tsx': { Icon },
} satisfies SharedModules;

/** Where the two scripts meet, in the isolated world that both run in: made anew by each first script. */
export interface PanelScripts {
  shared: typeof shared;
  /** Left by the second script. */
  details?: { parts: PanelDetails; css: string };
}

declare global {
  var askClaudePanel: PanelScripts | undefined;
}
