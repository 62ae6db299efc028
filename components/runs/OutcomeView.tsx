import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import type { CallBackground } from '../../utils/messages/callBackground.ts';
import type { Outcome } from '../../utils/outcome/Outcome.ts';
import type { Run } from '../../utils/runs/Run.ts';
import type { AskState } from '../ask/hooks/useAsk.ts';
import type { Armed } from '../ui/ArmedButton.tsx';
import { AnswerPlace } from '../ui/markdown/AnswerPlace.ts';
import { costWords } from '../ui/costWords.ts';
import { formatCost } from '../ui/format/formatCost.ts';
import { DetailIcon } from '../ui/icons/DetailIcon.tsx';
import { Link } from '../ui/Link.tsx';
import { LongText } from '../ui/markdown/LongText.tsx';
import { hrefOn } from '../ui/safeHref.ts';
import { Markdown } from '../ui/markdown/Markdown.tsx';
import { TextBox } from '../ui/typing/TextBox.tsx';
import { answerPlaceOf } from './answerPlaceOf.ts';
import { ChangedFiles } from './ChangedFiles.tsx';
import { OutcomeFacts } from './OutcomeFacts.tsx';
import { ReviewView } from './review/ReviewView.tsx';
import { RunBadge } from './RunBadge.tsx';
import { ThreadOutcomes } from './ThreadOutcomes.tsx';
import type { Propose } from './useProposal.ts';
import { WhyNothing } from './WhyNothing.tsx';

interface Props {
  call: CallBackground;
  run: Run;
  outcome: Outcome;
  /** Whether what a review found is checked at once. */
  open: boolean;
  /** What the box below holds. */
  ask?: AskState | undefined;
  /** Absent where nothing can be asked. */
  onPropose?: Propose | undefined;
  ArmedButton: Armed;
  /** The plan as the user edits it, in the place of the answer. */
  edited?: { text: string; onText(text: string): void } | undefined;
  /** Beside its badge. */
  tools?: ComponentChildren;
  children?: ComponentChildren;
}

/** What came back: the merge request first, then the answer, then why there is none, then the facts. */
export function OutcomeView(props: Props) {
  const { call, run, outcome, open, ArmedButton, edited, tools, children } = props;
  const { kind, answer, mergeRequest, branch, errors, source, changedFiles, costUsd, unreadable } =
    outcome;
  return (
    <div class="outcome" data-testid="ask-claude-outcome" data-outcome={kind}>
      <div class="outcome-head">
        <RunBadge run={run} />
        {costUsd !== null && (
          <span class="cost" title={formatCost(costUsd)}>
            {costWords(costUsd)}
          </span>
        )}
        {tools}
      </div>
      {mergeRequest && (
        <p class="outcome-link">
          <Link href={hrefOn(run.site, mergeRequest.webUrl)}>
            {i18n.t('outcome.mergeRequest', [String(mergeRequest.iid)])}{' '}
            <DetailIcon name="external" />
          </Link>
        </p>
      )}
      {kind === 'changed' && branch === null && <p class="run-note">{i18n.t('outcome.patch')}</p>}
      {edited ? (
        <TextBox
          testId="ask-claude-plan"
          label={i18n.t('runs.plan')}
          words={edited.text}
          focused
          onWords={edited.onText}
        />
      ) : (
        answer !== '' && (
          <AnswerPlace.Provider value={answerPlaceOf(run, outcome)}>
            <LongText text={answer}>
              <Markdown text={answer} />
            </LongText>
          </AnswerPlace.Provider>
        )
      )}
      {outcome.findings && outcome.findings.length > 0 && (
        <ReviewView
          call={call}
          run={run}
          count={outcome.findings.length}
          open={open}
          ask={props.ask}
          onPropose={props.onPropose}
          ArmedButton={ArmedButton}
        />
      )}
      {outcome.threads && <ThreadOutcomes run={run} threads={outcome.threads} />}
      <WhyNothing run={run} outcome={outcome} />
      {changedFiles && <ChangedFiles files={changedFiles} />}
      {errors.length > 0 && (
        <ul class="outcome-errors">
          {errors.map((error, index) => (
            <li key={index}>{error}</li>
          ))}
        </ul>
      )}
      {unreadable && <p class="run-note">{i18n.t('outcome.unreadable')}</p>}
      {source === 'made' && <p class="run-note">{i18n.t('outcome.fromMade')}</p>}
      {source === 'log' && <p class="run-note">{i18n.t('outcome.fromLog')}</p>}
      <OutcomeFacts run={run} outcome={outcome} />
      {children}
    </div>
  );
}
