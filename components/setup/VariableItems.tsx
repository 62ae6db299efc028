import { i18n } from '#i18n';
import type { VariableState } from '../../utils/setup/addJob/SetupPlan.ts';
import { DetailIcon } from '../ui/icons/DetailIcon.tsx';
import { Link } from '../ui/Link.tsx';
import { CheckItem, type CheckState } from './CheckItem.tsx';

interface Props {
  variables: readonly VariableState[];
  projectUrl: string;
}

/** The variable that holds a token of the project itself. */
const PROJECT_TOKEN = 'GITLAB_ACCESS_TOKEN';

function stateOf(present: boolean | null): CheckState {
  if (present === null) return 'unknown';
  return present ? 'set' : 'missing';
}

/** What only a person can set, in GitLab: keys never pass through here. */
export function VariableItems({ variables, projectUrl }: Props) {
  return (
    <>
      {variables.map(({ key, value, present }) => (
        <CheckItem
          key={key}
          state={stateOf(present)}
          title={<code>{value === undefined ? key : `${key} = ${value}`}</code>}
          testId="setup-variable"
          name={key}
        >
          {present !== true && (
            <p class="links">
              {key === PROJECT_TOKEN && (
                <Link href={`${projectUrl}/-/settings/access_tokens`}>
                  {i18n.t('addJob.create')}
                  <DetailIcon name="external" />
                </Link>
              )}
              <Link href={`${projectUrl}/-/settings/ci_cd#js-cicd-variables-settings`}>
                {i18n.t('addJob.add')}
                <DetailIcon name="external" />
              </Link>
            </p>
          )}
        </CheckItem>
      ))}
    </>
  );
}
