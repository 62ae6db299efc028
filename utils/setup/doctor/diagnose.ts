import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import type { Site } from '../../sites/Site.ts';
import { judgeCentral } from './checks/judgeCentral.ts';
import { judgeCiChecks } from './checks/judgeCiChecks.ts';
import { judgeCiFile } from './checks/judgeCiFile.ts';
import { judgeInstructions } from './checks/judgeInstructions.ts';
import { judgeJob } from './checks/judgeJob.ts';
import { judgeJobToken } from './checks/judgeJobToken.ts';
import { judgeOtherJobs } from './checks/judgeOtherJobs.ts';
import { judgeProvider } from './checks/judgeProvider.ts';
import { judgePushRules } from './checks/judgePushRules.ts';
import { judgeRef } from './checks/judgeRef.ts';
import { judgeRole, judgeUnseen } from './checks/judgeRole.ts';
import { judgeRunner } from './checks/judgeRunner.ts';
import { judgeSample } from './checks/judgeSample.ts';
import { judgeToken } from './checks/judgeToken.ts';
import { judgeVariablesRight } from './checks/judgeVariablesRight.ts';
import { judgeVersion } from './checks/judgeVersion.ts';
import { judgeWriteBack } from './checks/judgeWriteBack.ts';
import type { CheckName } from './Cause.ts';
import type { Diagnosis, DoctorLine } from './Diagnosis.ts';
import type { Facts } from './Facts.ts';
import { readFacts, type DiagnosisTarget } from './readFacts.ts';

/** Every check and who judges it, in the order in which they are shown. */
export const JUDGES: Record<CheckName, (facts: Facts) => DoctorLine[]> = {
  token: judgeToken,
  version: judgeVersion,
  role: judgeRole,
  ref: judgeRef,
  variables: judgeVariablesRight,
  ci_file: judgeCiFile,
  job: judgeJob,
  other_jobs: judgeOtherJobs,
  sample: judgeSample,
  ci_checks: judgeCiChecks,
  provider: judgeProvider,
  write_back: judgeWriteBack,
  runner: judgeRunner,
  job_token: judgeJobToken,
  push_rules: judgePushRules,
  instructions: judgeInstructions,
  central: judgeCentral,
};

/** Reads all about a project and says line by line what is well, what is not, and what ends it. Changes nothing. */
export async function diagnose(
  gitLab: GitLab,
  target: DiagnosisTarget,
  checkSite: () => Promise<Result<Site>>,
  now: number,
): Promise<Diagnosis> {
  const read = await readFacts(gitLab, target, checkSite, now);
  const { project, central } = target;
  if ('facts' in read) {
    const { facts } = read;
    return { project, lines: Object.values(JUDGES).flatMap((judge) => judge(facts)) };
  }
  const token = judgeToken(read.site);
  // Without a token nothing else can be said.
  if (token.some(({ light }) => light === 'red')) return { project, lines: token };
  const rest = [...judgeVersion(read.site), ...judgeUnseen(central ?? project, read.failure)];
  return { project, lines: [...token, ...rest] };
}
