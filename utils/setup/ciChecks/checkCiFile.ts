import type { Seen } from './Check.ts';
import { AGENT_CHECKS } from './agentChecks.ts';
import type { CiFinding, CiFindingKind } from './CiFinding.ts';
import { checkedFile, type CheckedFile, type FileJob } from './FileJob.ts';
import { PIPELINE_CHECKS } from './pipelineChecks.ts';

/** More are not shown. */
const MOST = 40;

function finding(kind: CiFindingKind, job: FileJob, file: CheckedFile, seen: Seen): CiFinding {
  const [from, to] = job.range(seen.keyword) ?? job.range('script') ?? [0, 0];
  const part = file.text.slice(from, to);
  const { sign } = seen;
  const within =
    sign === undefined ? 0 : typeof sign === 'string' ? part.indexOf(sign) : part.search(sign);
  const at = from + Math.max(0, within);
  const start = file.text.lastIndexOf('\n', at - 1) + 1;
  const end = file.text.indexOf('\n', at);
  return {
    kind,
    job: job.name,
    line: file.text.slice(0, start).split('\n').length,
    text: file.text
      .slice(start, end === -1 ? undefined : end)
      .trim()
      .slice(0, 300),
  };
}

/** Reads a CI file, without a model, for what a reviewer of pipelines would say of it. A file that cannot be read has no findings. */
export function checkCiFile(text: string): CiFinding[] {
  const file = checkedFile(text);
  if (file === null) return [];
  return [...PIPELINE_CHECKS, ...AGENT_CHECKS]
    .flatMap(({ kind, look }) =>
      [file.top, ...file.jobs].flatMap((job) => {
        const seen = look(job, file);
        return seen === null ? [] : [finding(kind, job, file, seen)];
      }),
    )
    .toSorted((one, other) => one.line - other.line)
    .slice(0, MOST);
}
