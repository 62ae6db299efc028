import type { KeyInput } from 'puppeteer-core';
import type { ComponentChild } from 'preact';

/** Where something is drawn: the panel in a shadow root over GitLab's tokens, the others as pages of the extension. */
export type Surface = 'panel' | 'popup' | 'options' | 'first-run' | 'confirm';

/** One thing that people can come to see. */
export interface State {
  /** Names its pictures. */
  name: string;
  surface: Surface;
  /** What it is drawn from: words of others are in here, and nowhere else. */
  given: unknown;
  draw(): ComponentChild;
  /** Selectors of what is there once it is drawn. */
  until: readonly string[];
  /** Selector of what is pressed then; `brings` is the selector of what comes of it. */
  press?: string;
  /** Key that is pressed after that. */
  key?: KeyInput;
  brings?: string;
  /** Selectors of what is unfolded. */
  unfold?: string;
  /** Selector of what is scrolled into view in the end. */
  inView?: string;
  /** How wide the window is, in CSS pixels, where that is not as usual. */
  width?: number;
}
