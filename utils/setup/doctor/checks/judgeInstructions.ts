import { codeBlock } from '../../../pipeline/projectBlock.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { amber, fine, unread } from '../lines.ts';

/** In characters: the rest of a longer file is not searched. */
const LONGEST = 200_000;
/** Words that show that it mentions pipelines, or refers to a file that may. */
const TELLS_OF_CI = /\brunners?\b|\bCI\b|pipelines?\b|gitlab-ci|^@\S+/im;

/** What runners can do cannot be seen in the code, so Claude would have to guess it. */
const ASK_FOR_RUNNERS =
  'Look at the CI file and at the logs of recent jobs for what the runners of this project are: executor, privileges, caches, network, registry. Write what is certain into CLAUDE.md in a few lines, under a heading of its own.';

/** Whether the project tells Claude about itself, and about what its pipelines run on. */
export function judgeInstructions({ instructions, home, asked, ci }: Facts): DoctorLine[] {
  // Where there is no code to read, or none can be written, it is not instructions that are missing.
  if (codeBlock(asked?.ok ? asked.value : home)) return [];
  if (!instructions.ok) return [unread('instructions', instructions.failure)];
  const { value } = instructions;
  if (value === null)
    return [amber('instructions', 'instructions_missing', { fix: { kind: 'starterClaudeMd' } })];
  const hasPipelines = ci.ok && ci.value !== null;
  return hasPipelines && !TELLS_OF_CI.test(value.slice(0, LONGEST))
    ? [
        amber('instructions', 'instructions_no_runner', {
          fix: { kind: 'askClaude', words: ASK_FOR_RUNNERS },
        }),
      ]
    : [fine('instructions', 'instructions')];
}
