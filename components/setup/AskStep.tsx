import { i18n } from '#i18n';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { IssueFound } from '../../utils/setup/createSetup.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { Link } from '../ui/Link.tsx';
import { StepFrame } from './StepFrame.tsx';
import { useAnswer } from './useAnswer.ts';

interface Props {
  project: string;
  find(): Promise<Result<IssueFound[]>>;
  /** Opens the issue in its own tab, with the panel and the first question. */
  onAsk(iid: number): void;
  /** Where the project itself is. */
  projectUrl: string;
}

/** More would be a list to read. */
const SHOWN = 4;

/** Last screen: an issue to ask about; its panel comes with the words filled in. */
export function AskStep({ project, find, onAsk, projectUrl }: Props) {
  const found = useAnswer(project, find);
  const issues = found.value ?? [];
  return (
    <StepFrame title={i18n.t('firstRun.ask.title')} intro={i18n.t('firstRun.ask.intro')}>
      {found.failure && <FailureMessage failure={found.failure} onRetry={found.again} />}
      <ul class="picks" aria-busy={found.asking}>
        {issues.slice(0, SHOWN).map(({ iid, title }) => (
          <li key={iid}>
            <button
              type="button"
              class="pick"
              data-testid="first-run-issue"
              data-iid={iid}
              aria-label={`#${iid} ${title}`}
              onClick={() => onAsk(iid)}
            >
              <span>
                <span class="quiet">#{iid}</span> <strong>{title}</strong>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {!found.asking && issues.length === 0 && (
        <p>
          {i18n.t('firstRun.ask.none')} <Link href={projectUrl}>{project}</Link>
        </p>
      )}
    </StepFrame>
  );
}
