import { codeBlock } from '../../../pipeline/projectBlock.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { amber, fine, unread } from '../lines.ts';

/** Whether the project tells Claude about itself. */
export function judgeInstructions({ instructions, home, asked }: Facts): DoctorLine[] {
  // Where there is no code to read, or none can be written, it is not instructions that are missing.
  if (codeBlock(asked?.ok ? asked.value : home)) return [];
  if (!instructions.ok) return [unread('instructions', instructions.failure)];
  return instructions.value
    ? [fine('instructions', 'instructions')]
    : [amber('instructions', 'instructions_missing', { fix: { kind: 'starterClaudeMd' } })];
}
