import { locateRootFile } from '../../../pipeline/locateRootFile.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { bringJob, ciEditor } from '../fixes.ts';
import { fine, red, unread } from '../lines.ts';

/** Whether there is a CI file on the branch, and GitLab finds it valid. */
export function judgeCiFile(facts: Facts): DoctorLine[] {
  const { place, jobs, home } = facts;
  if (!place.ok) return [];
  const location = locateRootFile(home.ci_config_path ?? null);
  const path = location.kind === 'url' ? location.url : location.path;
  const values = [path, place.value.ref.name];
  const missing =
    facts.pending !== null
      ? []
      : [red('ci_file', 'ci_file_missing', { values, fix: bringJob(facts) })];
  if (jobs === null) return missing;
  const { lint, judged } = jobs;
  if (!lint.ok) return [unread('ci_file', lint.failure)];
  if (judged.failure?.kind === 'no_ci_file') return missing;
  if (lint.value.valid) return [fine('ci_file', 'ci_file', ...values)];
  const detail = lint.value.errors.join('\n');
  return [red('ci_file', 'ci_file_invalid', { values, detail, fix: ciEditor(facts) })];
}
