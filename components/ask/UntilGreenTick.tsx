import { i18n } from '#i18n';
import {
  HIGHEST_LIMITS,
  USUAL_LIMITS,
  type GreenLimits,
} from '../../utils/runs/untilGreen/UntilGreen.ts';
import { whyNotUntilGreen } from '../../utils/runs/untilGreen/whyNotUntilGreen.ts';
import { NumberField } from './evidence/NumberField.tsx';
import type { AskState } from './hooks/useAsk.ts';

const FIELDS = [
  { name: 'asks', whole: true },
  { name: 'costUsd', whole: false },
  { name: 'minutes', whole: true },
] as const;

/** The tick beside Send that lets a change go on by itself until its pipeline is green, and how far. */
export function UntilGreenTick({
  ask,
}: {
  ask: Pick<AskState, 'preview' | 'accepted' | 'accept'>;
}) {
  const { preview, accepted, accept } = ask;
  const limits = accepted.untilGreen;
  const why = preview && whyNotUntilGreen(preview);
  const set = (untilGreen: GreenLimits | undefined) => accept({ ...accepted, untilGreen });
  return (
    <div class="until-green-tick">
      <label class="until-green-label">
        <input
          type="checkbox"
          data-testid="ask-claude-until-green-tick"
          aria-describedby="ask-claude-until-green-why"
          checked={limits !== undefined && !why}
          disabled={preview === null || Boolean(why)}
          onChange={({ currentTarget }) => set(currentTarget.checked ? USUAL_LIMITS : undefined)}
        />
        {i18n.t('untilGreen.tick')}
      </label>
      <p class="subtle" id="ask-claude-until-green-why">
        {why ? i18n.t(`untilGreen.not.${why}`) : i18n.t('untilGreen.why')}
      </p>
      {limits && !why && (
        <div
          class="options-fields until-green-limits"
          role="group"
          aria-label={i18n.t('untilGreen.limits')}
        >
          {FIELDS.map(({ name, whole }) => (
            <NumberField
              key={name}
              name={name}
              label={i18n.t(`untilGreen.fields.${name}`)}
              value={limits[name] ?? undefined}
              placeholder={String(USUAL_LIMITS[name])}
              whole={whole}
              most={HIGHEST_LIMITS[name]}
              onValue={(value) => set({ ...limits, [name]: value ?? USUAL_LIMITS[name] })}
            />
          ))}
        </div>
      )}
    </div>
  );
}
