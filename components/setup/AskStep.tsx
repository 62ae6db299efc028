import { i18n } from '#i18n';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { IssueFound } from '../../utils/setup/createSetup.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Link } from '../ui/Link.tsx';
import { StepFrame } from './StepFrame.tsx';
import { useAnswer } from './useAnswer.ts';

interface Props {
  project: string;
  find(): Promise<Result<IssueFound[]>>;
  /** Where the project itself is. */
  projectUrl: string;
}

/** Last step: an issue to ask about, in its own tab. */
export function AskStep({ project, find, projectUrl }: Props) {
  const found = useAnswer(project, find);
  const issues = found.value ?? [];
  return (
    <StepFrame title={i18n.t('firstRun.ask.title')} intro={i18n.t('firstRun.ask.intro')}>
      {found.failure && <FailureMessage failure={found.failure} onRetry={found.again} />}
      <ul class="picks" aria-busy={found.asking}>
        {issues.map(({ iid, title, webUrl }) => (
          <li key={iid} class="pick" data-testid="first-run-issue" data-iid={iid}>
            <Link href={webUrl}>
              <span class="quiet">#{iid}</span> <strong>{title}</strong> <Icon name="external" />
            </Link>
          </li>
        ))}
      </ul>
      {!found.asking && issues.length === 0 && (
        <p>
          {i18n.t('firstRun.ask.none')} <Link href={projectUrl}>{project}</Link>
        </p>
      )}
      <p class="quiet">{i18n.t('firstRun.ask.where')}</p>
    </StepFrame>
  );
}
