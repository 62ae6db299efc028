import { i18n } from '#i18n';
import type { JobWish, Outlook } from '../../utils/setup/addJob/SetupPlan.ts';

type Extra = 'forbidVariables' | 'keepOut' | 'claudeMd';

interface Props {
  outlook: Outlook;
  wish: JobWish;
  onChange(part: Partial<JobWish>): void;
}

function offered({ maintainer, inputs, variablesOff, hasClaudeMd }: Outlook, wish: JobWish) {
  const runner = wish.placement === 'runner';
  const is: Record<Extra, boolean> = {
    forbidVariables: runner && maintainer && inputs && !variablesOff,
    keepOut: !runner,
    claudeMd: !hasClaudeMd,
  };
  return (['forbidVariables', 'keepOut', 'claudeMd'] as const).filter((extra) => is[extra]);
}

/** What else can be done with the same press. */
export function JobExtras({ outlook, wish, onChange }: Props) {
  const extras = offered(outlook, wish);
  if (extras.length === 0) return null;
  return (
    <div class="extras">
      {extras.map((extra) => (
        <label key={extra} class="extra">
          <input
            type="checkbox"
            data-testid="setup-extra"
            data-extra={extra}
            checked={wish[extra]}
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
