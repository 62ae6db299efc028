import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { isRecord } from '../../../utils/pipeline/rules/isRecord.ts';
import { askOnce } from './askOnce.ts';
import { checkoutOf } from './checkout.ts';
import { fileOptions, needsCommit, ruleVariables, variablesFile } from './ciLocalFiles.ts';
import { gitlabCiLocal } from './gitlabCiLocal.ts';
import type { ResolvedConfig } from './resolveConfig.ts';
import type { CiVariable } from './types.ts';

/** A job of this name stands in for `workflow:rules`, which gitlab-ci-local's listing does not look at. */
const WORKFLOW_JOB = 'sandbox-workflow-rules';

const When = z.enum(['on_success', 'always', 'manual', 'never', 'on_failure']);
const Listed = z.array(
  z.object({
    name: z.string(),
    stage: z.string(),
    when: When.catch('on_success'),
    allow_failure: z.unknown().transform((value) => value !== false && value !== undefined),
  }),
);

const Judged = z.object({
  /** Whether `workflow:rules` let a pipeline be made. */
  workflow: z.boolean(),
  /** Jobs that would be in it, `when: never` left out. */
  jobs: z.array(
    z.object({ name: z.string(), stage: z.string(), when: When, allowFailure: z.boolean() }),
  ),
});
export type Judged = z.infer<typeof Judged>;

const ask = askOnce(Judged);

/** Lets gitlab-ci-local judge the rules of a resolved file; the same question is asked once. */
export function judgeRules(
  repository: string,
  sha: string,
  config: ResolvedConfig,
  variables: readonly CiVariable[],
): Promise<Judged | { error: string }> {
  const named = ruleVariables(variables, rulesOnly(config, {}));
  const text = rulesOnly(config, named);
  const ofCommit = needsCommit(text);
  const about = ['rules', text, named, config.stages, ofCommit && [repository, sha]];
  return ask({ about, lasts: !ofCommit }, async (key) =>
    judge(await checkoutOf(repository, sha), text, named, config.stages, key),
  );
}

async function judge(
  checkout: string,
  text: string,
  variables: Readonly<Record<string, string>>,
  stages: readonly string[],
  key: string,
): Promise<Judged | { error: string }> {
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
  const place = ({ stage }: { stage: string }): number => stages.indexOf(stage);
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

/**
 * gitlab-ci-local ends `$EMPTY && X` at the empty text; GitLab goes on, since to Ruby an empty text is true
 * (`lib/gitlab/ci/pipeline/expression/lexeme/and.rb`). What is true stands in its place.
 * @throws where the empty text stands before `||`, which GitLab ends with it
 */
function withEmptyOperands(condition: string, variables: Readonly<Record<string, string>>): string {
  return condition.replace(
    /(^|&&|\|\||\()(\s*)\$\{?(\w+)\}?(?=[\s)]*(&&|\|\|))/g,
    (operand, before: string, blank: string, name: string, operator: string) => {
      if (variables[name] !== '') return operand;
      if (operator === '||')
        throw new Error(`The sandbox does not judge an empty $${name} in: ${condition}`);
      return `${before}${blank}"" == ""`;
    },
  );
}

function rulesWithEmptyOperands(
  rules: unknown,
  variables: Readonly<Record<string, string>>,
): unknown {
  if (!Array.isArray(rules)) return rules;
  return rules.map((rule: unknown) =>
    isRecord(rule) && typeof rule['if'] === 'string'
      ? { ...rule, if: withEmptyOperands(rule['if'], variables) }
      : rule,
  );
}

/** The jobs with nothing but what decides whether they are there. */
function rulesOnly(config: ResolvedConfig, variables: Readonly<Record<string, string>>): string {
  const jobs = [...config.jobs].map(([name, job]) => [
    name,
    {
      stage: job.stage ?? 'test',
      script: ['true'],
      ...(job.rules ? { rules: rulesWithEmptyOperands(job.rules, variables) } : {}),
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
      ...(config.workflow.rules
        ? { rules: rulesWithEmptyOperands(config.workflow.rules, variables) }
        : {}),
    },
  });
}
