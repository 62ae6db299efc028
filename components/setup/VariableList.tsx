import { i18n } from '#i18n';
import type { VariableState } from '../../utils/setup/addJob/SetupPlan.ts';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';

interface Props {
  variables: readonly VariableState[];
  projectUrl: string;
}

function stateOf(present: boolean | null): 'set' | 'missing' | 'unknown' {
  if (present === null) return 'unknown';
  return present ? 'set' : 'missing';
}

/** What only a person can set: keys never pass through here. */
export function VariableList({ variables, projectUrl }: Props) {
  return (
    <section class="variables" aria-labelledby="variables-title">
      <h3 id="variables-title">{i18n.t('addJob.variables')}</h3>
      <p class="hint">{i18n.t('addJob.variablesWhy')}</p>
      <ul>
        {variables.map(({ key, secret, value, present }) => (
          <li key={key} data-testid="setup-variable" data-key={key} data-state={stateOf(present)}>
            <code>{value === undefined ? key : `${key} = ${value}`}</code>
            <span class={`chip ${stateOf(present)}`}>
              {present === true && <Icon name="check" />}
              {i18n.t(`addJob.variable.${stateOf(present)}`)}
            </span>
            {secret && <span class="hint">{i18n.t('addJob.masked')}</span>}
          </li>
        ))}
      </ul>
      <p class="links">
        <Link href={`${projectUrl}/-/settings/ci_cd#js-cicd-variables-settings`}>
          {i18n.t('addJob.variablesPage')} <Icon name="external" />
        </Link>
        <Link href={`${projectUrl}/-/settings/access_tokens`}>
          {i18n.t('addJob.tokensPage')} <Icon name="external" />
        </Link>
      </p>
    </section>
  );
}
