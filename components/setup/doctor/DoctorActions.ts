import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { SetupResult } from '../../../utils/setup/addJob/carryOut.ts';
import type { Diagnosis } from '../../../utils/setup/doctor/Diagnosis.ts';
import type { ProjectFix } from '../../../utils/setup/Fix.ts';

export interface DoctorActions {
  /** Looks at the project anew. Rejects only when the extension itself fails. */
  diagnose(): Promise<Result<Diagnosis>>;
  /** Absent where nothing is changed from here: the settings are offered instead. */
  fix?(fix: ProjectFix): Promise<Result<SetupResult>>;
  newToken(): void;
  /** Puts words into the box for the next ask; absent where there is no box. */
  ask?(words: string): void;
  openSettings?(): void;
}
