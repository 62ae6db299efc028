import { useState } from 'preact/hooks';
import { isFinal, type Run } from '../../utils/runs/Run.ts';

export interface Superseding {
  /** Runs of the page that still go on, and are not being cancelled. */
  going: readonly Run[];
  /** Whether they are to be cancelled for the next ask. */
  on: boolean;
  /** Those that are. */
  ids: string[];
  onChange(on: boolean): void;
}

/** The choice to cancel what still goes on. It is made for the runs of the moment: another one asks again. */
export function useSupersede(runs: readonly Run[]): Superseding {
  const [chosenFor, setChosenFor] = useState('');
  const going = runs.filter(
    ({ state, cancelWanted, pipelineId }) =>
      !isFinal(state) && state !== 'canceling' && !cancelWanted && pipelineId !== undefined,
  );
  const ids = going.map(({ id }) => id);
  const on = ids.length > 0 && chosenFor === ids.join(' ');
  return {
    going,
    on,
    ids: on ? ids : [],
    onChange: (chosen) => setChosenFor(chosen ? ids.join(' ') : ''),
  };
}
