import type { Failure } from '../../../utils/gitlab/Failure.ts';
import { failureWords } from '../../ui/failureWords.ts';
import { MaintainerHelp, type ProjectPlace } from './MaintainerHelp.tsx';
import { taskOfFailure } from './maintainerTasks.ts';

/** What helps where GitLab refused an ask and only a Maintainer can change that. */
export function FailureHelp({ place, failure }: { place: ProjectPlace; failure: Failure }) {
  const task = taskOfFailure(failure);
  return task && <MaintainerHelp {...task} place={place} cause={failureWords(failure).cause} />;
}
