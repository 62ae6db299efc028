import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { amber, fine, unread } from '../lines.ts';

/** Whether the project tells Claude about itself. */
export function judgeInstructions({ instructions }: Facts): DoctorLine[] {
  if (!instructions.ok) return [unread('instructions', instructions.failure)];
  return instructions.value
    ? [fine('instructions', 'instructions')]
    : [amber('instructions', 'instructions_missing', { fix: { kind: 'starterClaudeMd' } })];
}
