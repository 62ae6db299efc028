import { locateRootFile } from '../../../pipeline/locateRootFile.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { settingsLink } from '../fixes.ts';
import { amber, fine, red } from '../lines.ts';

/** Whether a central runner project closes what it is there to close: nobody who may ask can change its job or reach its key. */
export function judgeCentral(facts: Facts): DoctorLine[] {
  const { home, asked, place } = facts;
  if (asked === null) return [];
  const values = [home.path_with_namespace];
  if (!asked.ok) return [red('central', 'central_asked_unseen', { detail: asked.failure.detail })];
  const lines: DoctorLine[] = [];
  const setting = home.ci_pipeline_variables_minimum_override_role;
  if (setting !== undefined && setting !== 'no_one_allowed')
    lines.push(
      red('central', 'central_variables', { values, fix: settingsLink(facts, 'ci_settings') }),
    );
  const branch = place.ok ? place.value.branch : null;
  if (branch && (!branch.protected || branch.developers_can_push || branch.can_push)) {
    const fix = settingsLink(facts, 'protected_branches');
    lines.push(red('central', 'central_branch', { values: [branch.name], fix }));
  }
  if (locateRootFile(home.ci_config_path ?? null).kind !== 'project')
    lines.push(
      amber('central', 'central_file', { values, fix: settingsLink(facts, 'ci_settings') }),
    );
  if (lines.length > 0) return lines;
  return setting === undefined
    ? [amber('central', 'not_readable')]
    : [fine('central', 'central', home.path_with_namespace)];
}
