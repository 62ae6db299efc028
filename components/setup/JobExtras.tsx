import { i18n } from '#i18n';
import type { JobChoice, SetupOptions } from '../../utils/setup/addJob/SetupPlan.ts';

const EXTRAS = ['forbidVariables', 'keepOut', 'claudeMd', 'packed'] as const;
type Extra = (typeof EXTRAS)[number];

interface Props {
  outlook: SetupOptions;
  choice: JobChoice;
  onChange(part: Partial<JobChoice>): void;
}

function offered(
  { maintainer, inputs, variablesOff, hasClaudeMd }: SetupOptions,
  choice: JobChoice,
) {
  const runner = choice.placement === 'runner';
  const is: Record<Extra, boolean> = {
    forbidVariables: runner && maintainer && inputs && !variablesOff,
    keepOut: !runner,
    claudeMd: !hasClaudeMd,
    packed: true,
  };
  return EXTRAS.filter((extra) => is[extra]);
}

/** What else can be done with the same press. */
export function JobExtras({ outlook, choice, onChange }: Props) {
  const extras = offered(outlook, choice);
  return (
    <div class="extras">
      {extras.map((extra) => (
        <label key={extra} class="extra">
          <input
            type="checkbox"
            data-testid="setup-extra"
            data-extra={extra}
            checked={choice[extra]}
            onChange={(event) => onChange({ [extra]: event.currentTarget.checked })}
          />
          <span>
            {i18n.t(`addJob.extras.${extra}.name`)}
            <span class="hint">{i18n.t(`addJob.extras.${extra}.about`)}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
