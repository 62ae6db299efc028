import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { isMaintainer, makeRunnerBranch, settingsLink } from '../fixes.ts';
import { amber, fine, red, unread } from '../lines.ts';

/** Which branch asks run on, whether the user may run there, and what that means for CI status and protected variables. */
export function judgeRef(facts: Facts): DoctorLine[] {
  const { place } = facts;
  if (!place.ok) {
    const { kind, reason } = place.failure;
    const general = settingsLink(facts, 'general');
    // Said by the check of the role.
    if (reason === 'archived' || reason === 'role') return [];
    if (reason === 'ci_off') return [red('ref', 'ref_ci_off', { fix: general })];
    if (reason === 'repository_off') return [red('ref', 'ref_repository_off', { fix: general })];
    return kind === 'no_ref' ? [red('ref', 'ref_empty')] : [unread('ref', place.failure)];
  }
  const { ref, failure } = place.value;
  const values = [ref.name];
  const branches = settingsLink(facts, 'protected_branches');
  if (failure?.kind === 'forbidden') {
    return [red('ref', 'ref_forbidden', { values, fix: makeRunnerBranch(facts) ?? branches })];
  }
  if (ref.unprotected) {
    const fix = isMaintainer(facts) ? ({ kind: 'protectRunnerBranch' } as const) : null;
    return [amber('ref', 'ref_unprotected', { values, fix })];
  }
  if (ref.uncertain) return [amber('ref', 'ref_uncertain', { values, fix: branches })];
  if (ref.kind === 'runner' || facts.asked !== null) return [fine('ref', 'ref', ref.name)];
  return ref.reason === 'ci_file_elsewhere'
    ? [amber('ref', 'ref_elsewhere', { values })]
    : [amber('ref', 'ref_default', { values, fix: makeRunnerBranch(facts) })];
}
