import { ownStates } from './ownStates.tsx';
import { panelStates } from './panelStates.tsx';
import type { State } from './State.ts';

/** All that people can come to see: the gallery and its checks draw these, and no others. */
export const states: readonly State[] = [...panelStates, ...ownStates];
