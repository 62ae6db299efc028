import type { Layout } from '../../prompt/Layout.ts';
import { callsClaude, scriptOf } from './callsClaude.ts';
import { isRecord } from './isRecord.ts';
import { shellCommands } from './shellCommands.ts';

/** What the job of `templates/claude.yml` has in its script and nobody else's. */
const OUR_PROGRAM = 'ASK_CLAUDE_PROGRAM';

const ASSIGNED = /(?:^|\s)([A-Za-z_]\w*)=/g;
const WRITTEN_TO = /(?:>>?|\btee(?:\s+-a)?)\s*["']?((?!\/dev\/)[\w./${}-]{2,})/g;

/** Variables and files that are followed, and commands that are looked at: what goes beyond is nobody's script. */
const MOST_CARRIERS = 40;
const MOST_COMMANDS = 2_000;

/** Whether a job runs our program, which keeps what the interface promises. */
export function runsOurProgram(job: Record<string, unknown>): boolean {
  return scriptOf(job).includes(OUR_PROGRAM);
}

/** Whether a text holds one of these: a variable of GitLab's by its bare name, others as `$name`, files by their path. */
function mentions(text: string, carriers: ReadonlySet<string>): boolean {
  return [...carriers].some((carrier) => {
    if (!/^\w+$/.test(carrier)) return text.includes(carrier);
    const sign = carrier.startsWith('AI_FLOW_') ? '\\b' : '\\$\\{?';
    return new RegExp(`${sign}${carrier}\\b`).test(text);
  });
}

/** Whether what `variable` holds reaches a call of Claude: directly, or by way of other variables and files. */
function reachesClaude(job: Record<string, unknown>, variable: string): boolean {
  const carriers = new Set([variable]);
  const own = isRecord(job['variables']) ? job['variables'] : {};
  for (const [name, value] of Object.entries(own)) {
    const text = isRecord(value) ? value['value'] : value;
    if (carriers.size >= MOST_CARRIERS) break;
    if (typeof text === 'string' && mentions(text, carriers)) carriers.add(name);
  }
  return shellCommands(scriptOf(job))
    .slice(0, MOST_COMMANDS)
    .some((command) => {
      if (!mentions(command, carriers)) return false;
      if (callsClaude(command)) return true;
      for (const pattern of [ASSIGNED, WRITTEN_TO])
        for (const [, carrier = ''] of command.matchAll(pattern))
          if (carriers.size < MOST_CARRIERS) carriers.add(carrier);
      return false;
    });
}

/** The layout that fits what a job hands to Claude: both variables, as GitLab's own agents do, or the prompt alone. */
export function layoutOfJob(job: Record<string, unknown>): Layout {
  if (runsOurProgram(job)) return 'prompt';
  const both = ['AI_FLOW_INPUT', 'AI_FLOW_CONTEXT'].every((name) => reachesClaude(job, name));
  return both ? 'both' : 'prompt';
}
