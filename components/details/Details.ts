import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelDetails } from './panelDetails.ts';

/** How far the panel's second script is. */
export interface Details {
  /** Null until it is there. */
  parts: PanelDetails | null;
  /** It could not be loaded. */
  failed: boolean;
  retry(): void;
}

export const Details = createContext<Details>({ parts: null, failed: false, retry() {} });

/** The second script's components; null until they are there. */
export function useDetails(): PanelDetails | null {
  return useContext(Details).parts;
}
