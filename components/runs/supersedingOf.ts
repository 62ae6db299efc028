import { isFinal, type Run } from '../../utils/runs/Run.ts';

export interface Superseding {
  /** Runs that are to be cancelled for the next ask; where none are, those of the page that still go on and could be. */
  going: readonly Run[];
  on: boolean;
  /** Those that are. */
  ids: string[];
  onChange(on: boolean): void;
}

function idsOf(runs: readonly Run[]): string[] {
  return runs.map(({ id }) => id);
}

/** The choice to cancel what still goes on. It is made for single runs: one that begins later is not among them. */
export function supersedingOf(
  runs: readonly Run[],
  chosen: readonly string[] = [],
  choose: (ids: string[]) => void,
): Superseding {
  const going = runs.filter(
    ({ state, cancelWanted, pipelineId }) =>
      !isFinal(state) && state !== 'canceling' && !cancelWanted && pipelineId !== undefined,
  );
  const picked = going.filter(({ id }) => chosen.includes(id));
  const on = picked.length > 0;
  return {
    going: on ? picked : going,
    on,
    ids: idsOf(picked),
    onChange: (wanted) => choose(wanted ? idsOf(going) : []),
  };
}
