import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import type { Failure } from '../../utils/gitlab/Failure.ts';
import { failureWords } from './failureWords.ts';
import { Icon } from './Icon.tsx';
import { seenWords } from './seenWords.ts';
import { SmallButton } from './SmallButton.tsx';

interface Props {
  failure: Failure;
  /** What could not be had, where it is not the whole. */
  missing?: string;
  onRetry?: (() => void) | undefined;
  onOpenSettings?: (() => void) | undefined;
  onDiagnose?: (() => void) | undefined;
  /** Before its buttons. */
  children?: ComponentChildren;
}

/** What went wrong, what to do, GitLab's own words, and a button where one helps. */
export function FailureMessage(props: Props) {
  const { failure, missing, onRetry, onOpenSettings, onDiagnose } = props;
  const { kind, status, detail, subject, seen: own } = failure;
  const { cause, remedy, named } = failureWords(failure);
  // GitLab's words often begin with the status already.
  const said = detail?.startsWith(String(status)) ? undefined : status;
  const seen = [said, named ? undefined : subject, own && seenWords(own), detail].filter(
    (part) => part !== undefined && part !== '',
  );
  const settings = kind === 'token_refused' ? onOpenSettings : undefined;
  const retry = kind === 'token_refused' || kind === 'answer_lost' ? undefined : onRetry;
  return (
    <div
      class="failure"
      role="alert"
      data-testid="ask-claude-error"
      data-kind={kind}
      data-reason={failure.reason}
    >
      <Icon name="warning" />
      <div>
        <p class="failure-cause">
          {missing === undefined ? cause : i18n.t('panel.partMissing', [missing, cause])}
        </p>
        <p>{remedy}</p>
        {seen.length > 0 && <p class="failure-detail">{seen.join(' · ')}</p>}
        {props.children}
        {settings && <SmallButton onClick={settings}>{i18n.t('errors.openSettings')}</SmallButton>}
        {retry && <SmallButton onClick={retry}>{i18n.t('errors.retry')}</SmallButton>}
        {onDiagnose && (
          <SmallButton testId="ask-claude-run-doctor" onClick={onDiagnose}>
            {i18n.t('doctor.run')}
          </SmallButton>
        )}
      </div>
    </div>
  );
}
