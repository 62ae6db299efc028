import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planPipeline } from '../../sandbox/ci/planPipeline.ts';
import { runPipeline } from '../../sandbox/ci/runPipeline.ts';
import type { CiVariable, PipelineRequest, RunnerHooks } from '../../sandbox/ci/types.ts';
import { makeRepository } from './makeRepository.ts';

interface Seen {
  statuses: string[];
  log: string;
  artifacts: string[];
}

async function run(
  request: PipelineRequest,
  options: {
    onLog?: (stop: AbortController) => void;
    job?: CiVariable[];
    lock?: RunnerHooks['lockResource'];
  } = {},
): Promise<Seen> {
  const plan = await planPipeline(request);
  if ('refusal' in plan) throw new Error(plan.refusal);
  const seen: Seen = { statuses: [], log: '', artifacts: [] };
  const stop = new AbortController();
  const hooks: RunnerHooks = {
    jobVariables: () => options.job ?? [],
    onStatus: (job, status, detail) =>
      seen.statuses.push([job, status, detail?.failureReason].filter(Boolean).join(' ')),
    onLog: (_job, chunk) => {
      seen.log += chunk;
      if (seen.log.includes('cancel-me-now')) options.onLog?.(stop);
    },
    onArtifacts: (_job, folder) => {
      seen.artifacts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    },
    lockResource: options.lock ?? (async () => () => undefined),
  };
  await runPipeline(request, plan, hooks, stop.signal);
  return seen;
}

describe('a job', () => {
  it('is cloned, runs its lines, and leaves its artifacts', async () => {
    const request = makeRepository({
      'a.txt': 'hello',
      '.gitlab-ci.yml': `a:
  before_script: ['echo first']
  script:
    - git rev-parse HEAD
    - cat a.txt > out.txt
  after_script: ['echo after $CI_JOB_STATUS']
  artifacts: { paths: [out.txt] }
`,
    });
    const seen = await run(request);
    expect(seen.statuses).toEqual(['a created', 'a pending', 'a running', 'a success']);
    expect(seen.log).toContain(request.sha);
    expect(seen.log).toContain('after success');
    expect(seen.artifacts).toEqual(['hello']);
  });

  it('stops at the first line that fails, and later stages are skipped', async () => {
    const seen = await run(
      makeRepository({
        '.gitlab-ci.yml': `stages: [one, two]
a: { stage: one, script: ['false', 'echo unreachable-line'] }
b: { stage: two, script: ['true'] }
`,
      }),
    );
    expect(seen.statuses.slice(2)).toEqual([
      'a pending',
      'a running',
      'a failed script_failure',
      'b skipped',
    ]);
    expect(seen.log).not.toMatch(/^unreachable-line/m);
  });

  it('sees the project’s variables above those of YAML, and the pipeline’s above all', async () => {
    const request = makeRepository({
      '.gitlab-ci.yml': `variables: { A: yaml, B: yaml, C: yaml }
a: { script: ['echo "=$A-$B-$C="'], variables: { C: job } }
`,
    });
    request.projectVariables.push({ key: 'B', value: 'project' }, { key: 'A', value: 'project' });
    request.variables = [{ key: 'A', value: 'pipeline' }];
    expect((await run(request)).log).toContain('=pipeline-project-job=');
  });

  it('has masked values replaced in its log, also when they come in pieces', async () => {
    const request = makeRepository({
      '.gitlab-ci.yml': `a: { script: ['printf hidden-; sleep 0.1; echo value'] }`,
    });
    request.projectVariables.push({ key: 'S', value: 'hidden-value', masked: true });
    const { log } = await run(request);
    expect(log).toContain('[MASKED]');
    expect(log).not.toContain('hidden-value\n');
  });

  it('is ended by a cancel with everything that it started', async () => {
    const request = makeRepository({
      '.gitlab-ci.yml': `a: { script: ['echo cancel-me-now', 'sleep 60'] }`,
    });
    const { statuses } = await run(request, { onLog: (stop) => stop.abort() });
    expect(statuses.slice(-2)).toEqual(['a canceling', 'a canceled']);
  });

  it('is ended by its timeout', async () => {
    const request = makeRepository({
      '.gitlab-ci.yml': `a: { timeout: 1 seconds, script: ['sleep 60'] }`,
    });
    expect((await run(request)).statuses.at(-1)).toBe('a failed job_execution_timeout');
  });

  it('waits for its resource', async () => {
    const request = makeRepository({
      '.gitlab-ci.yml': `a: { resource_group: r, script: ['true'] }`,
    });
    const groups: string[] = [];
    const { statuses } = await run(request, {
      lock: async (group) => {
        groups.push(group);
        return () => groups.push('free');
      },
    });
    expect(groups).toEqual(['r', 'free']);
    expect(statuses[1]).toBe('a waiting_for_resource');
  });

  it('gets file variables as files', async () => {
    const request = makeRepository({ '.gitlab-ci.yml': `a: { script: ['cat "$F"'] }` });
    request.variables = [{ key: 'F', value: 'in-a-file$$', variable_type: 'file' }];
    expect((await run(request)).log).toContain('in-a-file$');
  });
});
