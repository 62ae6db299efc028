import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { checkoutOf } from './checkout.ts';
import { gitlabCiLocal } from './gitlabCiLocal.ts';
import { fileOptions, variablesFile } from './ciLocalFiles.ts';
import type { ResolvedConfig } from './resolveConfig.ts';
import type { CiVariable, PlannedJob } from './types.ts';

/** A job of this name stands in for `workflow:rules`, which gitlab-ci-local's listing does not look at. */
const WORKFLOW_JOB = 'sandbox-workflow-rules';

const Listed = z.array(
  z.object({
    name: z.string(),
    stage: z.string(),
    when: z.enum(['on_success', 'always', 'manual', 'never', 'on_failure']).catch('on_success'),
    allow_failure: z.unknown().transform((value) => value !== false && value !== undefined),
  }),
);

export interface Judged {
  /** Whether `workflow:rules` let a pipeline be made. */
  workflow: boolean;
  /** Jobs that would be in it, `when: never` left out. */
  jobs: Omit<PlannedJob, 'resourceGroup'>[];
}

const cache = new Map<string, Promise<Judged | { error: string }>>();

/** Lets gitlab-ci-local judge the rules of a resolved file; the same question is asked once. */
export function judgeRules(
  repository: string,
  sha: string,
  config: ResolvedConfig,
  variables: readonly CiVariable[],
): Promise<Judged | { error: string }> {
  const text = rulesOnly(config);
  const asked = variables.filter((one) => new RegExp(`\\$\\{?${one.key}\\b`).test(text));
  const key = createHash('sha256')
    .update(JSON.stringify([repository, sha, text, asked]))
    .digest('hex');
  const known = cache.get(key);
  if (known) return known;
  const made = judge({ repository, sha, config, text, variables, key });
  cache.set(key, made);
  return made;
}

interface Question {
  repository: string;
  sha: string;
  config: ResolvedConfig;
  /** The file with what decides alone. */
  text: string;
  variables: readonly CiVariable[];
  key: string;
}

async function judge(question: Question): Promise<Judged | { error: string }> {
  const { repository, sha, config, text, variables, key } = question;
  const checkout = await checkoutOf(repository, sha);
  const folder = join(checkout, '.git', `rules-${key.slice(0, 20)}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'rules.yml');
  await writeFile(file, text);
  const answer = await gitlabCiLocal(checkout, [
    '--list-json',
    '--no-json-schema-validation',
    '--no-evaluate-rule-changes',
    ...fileOptions(file, checkout, folder),
    '--variables-file',
    await variablesFile(folder, variables),
  ]);
  await rm(folder, { recursive: true });
  if (!answer.ok) return { error: answer.stderr.trim().split('\n').at(-1) ?? 'Undefined error' };
  const start = answer.stdout.indexOf('[\n');
  const listed = Listed.parse(JSON.parse(answer.stdout.slice(Math.max(start, 0))));
  const place = ({ stage }: { stage: string }): number => config.stages.indexOf(stage);
  const jobs = listed
    .filter(({ when }) => when !== 'never')
    .toSorted((one, other) => place(one) - place(other));
  return {
    workflow: jobs.some(({ name }) => name === WORKFLOW_JOB),
    jobs: jobs
      .filter(({ name }) => name !== WORKFLOW_JOB)
      .map(({ name, stage, when, allow_failure }) => ({
        name,
        stage,
        when,
        allowFailure: allow_failure,
      })),
  };
}

/** The jobs with nothing but what decides whether they are there. */
function rulesOnly(config: ResolvedConfig): string {
  const jobs = [...config.jobs].map(([name, job]) => [
    name,
    {
      stage: job.stage ?? 'test',
      script: ['true'],
      ...(job.rules ? { rules: job.rules } : {}),
      ...('when' in job ? { when: job['when'] } : {}),
      ...('allow_failure' in job ? { allow_failure: job['allow_failure'] } : {}),
    },
  ]);
  return stringify({
    stages: config.stages,
    ...Object.fromEntries(jobs),
    [WORKFLOW_JOB]: {
      stage: '.pre',
      script: ['true'],
      ...(config.workflow.rules ? { rules: config.workflow.rules } : {}),
    },
  });
}
