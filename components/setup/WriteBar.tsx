import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import type { Failure, Result } from '../../utils/gitlab/Failure.ts';
import type { SetupResult } from '../../utils/setup/addJob/carryOut.ts';
import type { DoneStep, SetupPlan } from '../../utils/setup/addJob/SetupPlan.ts';
import { FailureMessage } from '../ui/FailureMessage.tsx';
import { onPress } from '../ui/onPress.ts';
import { Written } from './Written.tsx';

interface Props {
  /** Null while there is none that may be written. */
  plan: SetupPlan | null;
  write(digest: string): Promise<Result<SetupResult>>;
  /** The project changed since it was looked at. */
  onStale(): void;
  /** All of it was written. */
  onDone(done: DoneStep[]): void;
}

interface Written {
  done: DoneStep[];
  failure?: Failure;
}

/** The one press, and what came of it. */
export function WriteBar({ plan, write, onStale, onDone }: Props) {
  const [working, setWorking] = useState(false);
  const [written, setWritten] = useState<Written | null>(null);
  const idle = !plan || plan.steps.length === 0 || working;

  async function press(digest: string): Promise<void> {
    setWorking(true);
    const result = await write(digest).catch((error: unknown): Result<SetupResult> => ({
      ok: false,
      failure: { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) },
    }));
    setWorking(false);
    setWritten(result.ok ? result.value : { done: [], failure: result.failure });
    if (result.ok && !result.value.failure) onDone(result.value.done);
    else onStale();
  }

  const merges = plan?.steps.some(({ kind }) => kind === 'merge_request') === true;
  const made = plan?.steps.find(
    (step) => step.kind === 'commit' && step.branch !== step.startBranch,
  );
  const changed = written?.failure?.reason === 'changed';
  return (
    <div class="write">
      <button
        type="button"
        class="button primary"
        data-testid="setup-write"
        disabled={idle}
        onClick={onPress(() => plan && void press(plan.digest))}
      >
        {working
          ? i18n.t('addJob.writing')
          : merges
            ? i18n.t('addJob.openMergeRequest')
            : made?.kind === 'commit'
              ? i18n.t('addJob.write', [made.branch])
              : i18n.t('addJob.apply')}
      </button>
      {written && written.done.length > 0 && <Written done={written.done} />}
      <div role="status">{changed && <p class="note warn">{i18n.t('addJob.changed')}</p>}</div>
      {written?.failure && !changed && <FailureMessage failure={written.failure} />}
    </div>
  );
}
