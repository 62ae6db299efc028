import type { RunnerDetails } from '../../../gitlab/projectSettings.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { settingsLink } from '../fixes.ts';
import { amber, fine, red, unread } from '../lines.ts';

/** One that runs asks for jobs every few seconds. */
const SILENT_MINUTES = 10;

/** Minutes since GitLab last heard of any of these; 0 where it does not say. */
function silentMinutes(runners: RunnerDetails[], now: number): number {
  const silent = runners.map(({ contacted_at: at }) =>
    at ? Math.floor((now - Date.parse(at)) / 60_000) : 0,
  );
  return Math.max(0, Math.min(...silent));
}

/** Whether a runner is online that takes the job. */
export function judgeRunner(facts: Facts): DoctorLine[] {
  if (!facts.runners.ok) return [unread('runner', facts.runners.failure)];
  const { runners, complete, tags } = facts.runners.value;
  const values = [tags.join(', ')];
  const fix = settingsLink(facts, 'runners');
  const awake = runners.filter(({ paused }) => paused !== true);
  const taking = awake.filter(({ run_untagged: untagged }) => tags.length > 0 || untagged);
  const isProtected = facts.place.ok && facts.place.value.branch.protected;
  const fitting = taking.filter(
    ({ access_level: level }) => isProtected || level !== 'ref_protected',
  );
  if (fitting.length > 0) {
    const minutes = silentMinutes(fitting, facts.now);
    return minutes < SILENT_MINUTES
      ? [fine('runner', 'runner', String(fitting.length))]
      : [amber('runner', 'runner_silent', { values: [String(minutes)], fix })];
  }
  if (!complete) return [amber('runner', 'runner_uncertain', { values, fix })];
  if (taking.length > 0) return [red('runner', 'runner_protected', { fix })];
  if (tags.length > 0) return [red('runner', 'runner_tags', { values, fix })];
  return [red('runner', awake.length > 0 ? 'runner_untagged' : 'runner_none', { fix })];
}
