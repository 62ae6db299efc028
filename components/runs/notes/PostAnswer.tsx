import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Outcome } from '../../../utils/outcome/Outcome.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { presetOfRun } from '../../ask/presetWords.ts';
import { FailureMessage } from '../../ui/FailureMessage.tsx';
import { Link } from '../../ui/Link.tsx';
import { SmallButton } from '../../ui/SmallButton.tsx';
import { ShowNote } from './ShowNote.tsx';

interface Props {
  call: CallBackground;
  run: Run;
  outcome: Outcome;
  onPosted?: (() => void) | undefined;
}

/** Posts an answer that only the panel has. What was asked from a thread is written back by the job, unless it says that it could not. */
export function PostAnswer({ call, run, outcome, onPosted }: Props) {
  const [posting, setPosting] = useState(false);
  const [posted, setPosted] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const fromThread = run.discussionId !== undefined && outcome.errors.length === 0;
  const writtenBack = fromThread || outcome.noteUrl !== undefined;
  // What a review found is published with it.
  const isReview = (outcome.findings ?? []).length > 0;
  if (run.mode !== 'ask' || outcome.answer === '' || writtenBack || isReview) return null;

  if (run.private) return <p class="run-note">{i18n.t('runs.private')}</p>;

  async function post(): Promise<void> {
    setPosting(true);
    setFailure(null);
    const answer = await call('postAnswer', { runId: run.id });
    setPosting(false);
    if (!answer.ok) setFailure({ kind: 'unknown', detail: answer.error });
    else if (!answer.value.ok) setFailure(answer.value.failure);
    else {
      setPosted(answer.value.value.webUrl);
      onPosted?.();
    }
  }

  if (posted !== null) {
    return (
      <p class="run-note" role="status">
        <Link href={posted}>{i18n.t('runs.posted')}</Link> <ShowNote run={run} noteUrl={posted} />
      </p>
    );
  }
  return (
    <div class="post">
      <SmallButton
        testId="ask-claude-post"
        name={i18n.t('runs.actionOn', [i18n.t('runs.post'), run.label || presetOfRun(run.preset)])}
        disabled={posting}
        onClick={() => void post()}
      >
        {posting ? i18n.t('runs.posting') : i18n.t('runs.post')}
      </SmallButton>
      {failure && <FailureMessage failure={failure} />}
    </div>
  );
}
