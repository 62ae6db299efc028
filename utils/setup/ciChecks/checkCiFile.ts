import type { Seen } from './Check.ts';
import { AGENT_CHECKS, agentCall } from './agentChecks.ts';
import type { CiFinding, CiFindingKind } from './CiFinding.ts';
import { checkedFile, type CheckedFile, type FileJob } from './FileJob.ts';
import { IMAGE_CHECKS } from './imageChecks.ts';
import { PIPELINE_CHECKS } from './pipelineChecks.ts';

/** More are not shown. */
const MOST = 40;

/** Where a sign stands; of a text that YAML put together from several lines, its beginning. */
function placeOf(part: string, sign: Seen['sign']): number {
  if (sign === undefined) return 0;
  if (typeof sign !== 'string') return part.search(sign);
  for (let words = sign; words !== ''; words = words.replace(/\s*\S+$/, '')) {
    const at = part.indexOf(words);
    if (at !== -1) return at;
  }
  return 0;
}

function finding(kind: CiFindingKind, job: FileJob, file: CheckedFile, seen: Seen): CiFinding {
  const [from, to] = job.range(seen.keyword) ?? job.range('script') ?? [0, 0];
  const part = file.text.slice(from, to);
  const at = from + Math.max(0, placeOf(part, seen.sign));
  const start = file.text.lastIndexOf('\n', at - 1) + 1;
  const end = file.text.indexOf('\n', at);
  return {
    kind,
    job: job.name,
    line: file.text.slice(0, start).split('\n').length,
    text: file.text
      .slice(start, end === -1 ? undefined : end)
      .trim()
      .replace(kind === 'ci_secret_written' ? /:.*$/ : /$^/, ': …')
      .slice(0, 300),
  };
}

/** Reads a CI file, without a model, for what a reviewer of pipelines would say of it. A file that cannot be read has no findings. */
export function checkCiFile(text: string): CiFinding[] {
  const file = checkedFile(text);
  if (file === null) return [];
  return [...PIPELINE_CHECKS, ...IMAGE_CHECKS, ...AGENT_CHECKS]
    .flatMap(({ kind, look }) =>
      [file.top, ...file.standard, ...file.jobs].flatMap((job) => {
        const seen = look(job, file);
        return seen === null ? [] : [finding(kind, job, file, seen)];
      }),
    )
    .toSorted((one, other) => one.line - other.line)
    .slice(0, MOST);
}

/** The jobs that run an agent, ours aside, each with the line that calls it. */
export function agentsOf(text: string): Omit<CiFinding, 'kind'>[] {
  const file = checkedFile(text);
  if (file === null) return [];
  return file.jobs.flatMap((job) => {
    const seen = agentCall(job);
    if (seen === null) return [];
    const { kind: _, ...at } = finding('agent_no_limit', job, file, seen);
    return [at];
  });
}
