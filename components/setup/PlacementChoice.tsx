import { i18n } from '#i18n';
import type { JobChoice, SetupOptions } from '../../utils/setup/addJob/SetupPlan.ts';

interface Props {
  outlook: SetupOptions;
  chosen: JobChoice['placement'];
  onChoose(placement: JobChoice['placement']): void;
}

const PLACEMENTS = ['runner', 'include'] as const;

/** A branch for the job alone, or an include; what cannot be had says why. */
export function PlacementChoice({ outlook: { runner }, chosen, onChoose }: Props) {
  const open = runner === 'absent' || runner === 'there';
  return (
    <fieldset class="cards">
      <legend>{i18n.t('addJob.placement')}</legend>
      {PLACEMENTS.map((placement) => (
        <label key={placement} class="choice-card" data-off={!open}>
          <input
            type="radio"
            name="placement"
            data-testid="setup-placement"
            data-placement={placement}
            checked={placement === chosen}
            disabled={!open}
            onChange={() => onChoose(placement)}
          />
          <span>
            <strong>{i18n.t(`addJob.placements.${placement}.name`)}</strong>
            {placement === 'runner' && <span class="badge">{i18n.t('addJob.recommended')}</span>}
            <span class="hint">{i18n.t(`addJob.placements.${placement}.about`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
