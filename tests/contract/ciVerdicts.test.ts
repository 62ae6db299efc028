import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Lint } from '../../utils/gitlab/entities.ts';
import type { Result } from '../../utils/gitlab/Failure.ts';
import { judgeJobs } from '../../utils/pipeline/judgeJobs.ts';
import { variablesOfRun } from '../../utils/pipeline/knownVariables.ts';
import { lintable } from '../../utils/pipeline/lintable.ts';
import { refusedRef } from '../../utils/pipeline/refusedRef.ts';
import { isInstanceOf } from '../../utils/pipeline/rules/instancesOf.ts';
import { topOf } from '../../utils/pipeline/rules/topOf.ts';
import { skipUnless } from '../skipUnless.ts';
import { lintAsGitLab } from './lintAsGitLab.ts';

const RECORDED = new URL('../../../shared/gitlab-recorded/ci-verdicts.json', import.meta.url);
const isThere = existsSync(RECORDED);

const LintAnswer = z.object({
  valid: z.boolean(),
  errors: z.array(z.string()),
  merged_yaml: z.string().nullish(),
  jobs: z.array(z.string().transform((name) => ({ name }))).nullish(),
});

/** A CI file, and what a real GitLab made of it. */
const Case = z.object({
  id: z.string(),
  group: z.string(),
  files: z.record(z.string(), z.string()),
  variables: z.array(z.object({ key: z.string(), value: z.string() })),
  inputs: z.record(z.string(), z.unknown()).optional(),
  source: z.enum(['api', 'trigger']),
  branch: z.string(),
  tag: z.string().optional(),
  protected: z.boolean(),
  status: z.number(),
  name: z.string().nullish(),
  jobs: z
    .array(z.object({ name: z.string(), status: z.string(), when: z.string().optional() }))
    .optional(),
  lint: z.union([LintAnswer, z.object({ status: z.number() })]),
});
type Case = z.infer<typeof Case>;

/** Files of the repository in which all was recorded. */
const THERE = ['package.json', 'src/app.js', 'README.md'];
const PROJECT = {
  id: 9,
  path_with_namespace: 'quarry/stone',
  default_branch: 'main',
  web_url: 'https://gitlab.example.com/quarry/stone',
};

function lintOf({ lint, files }: Case, text: string | null): Result<Lint> {
  if (text !== null) return { ok: true, value: lintAsGitLab(text, files, THERE) };
  if ('status' in lint) return { ok: false, failure: { kind: 'network' } };
  return {
    ok: true,
    value: { ...lint, merged_yaml: lint.merged_yaml ?? null, jobs: lint.jobs ?? [] },
  };
}

type Verdict = 'starts' | 'not' | 'open';

interface Said {
  refused: boolean;
  jobs: Map<string, Verdict>;
  named: boolean;
}

/** The refs that were there when it was recorded. */
function refsOf(one: Case): Parameters<typeof refusedRef>[0] {
  const missing = { ok: false, failure: { kind: 'not_found' } } as const;
  const branch = { name: 'main', protected: true, default: true, can_push: true } as const;
  const found = {
    ...branch,
    developers_can_push: false,
    developers_can_merge: false,
    commit: { id: 'b' },
  };
  return {
    project: async (path) =>
      path === 'quarry/down' ? { ok: true, value: { ...PROJECT, id: 10 } } : missing,
    branch: async (id, name) =>
      name === 'main' || (id === PROJECT.id && name === one.branch)
        ? { ok: true, value: found }
        : missing,
    commitDiff: async () => missing,
  };
}

/** What the product says: which jobs start, and that no pipeline is made where it sees that. */
async function saidOf(one: Case): Promise<Said> {
  const inputs = one.inputs;
  const branch = {
    name: one.branch,
    protected: one.protected,
    default: false,
    can_push: true,
    developers_can_push: true,
    developers_can_merge: true,
    commit: { id: 'a'.repeat(40) },
  };
  const order = {
    ref: one.branch,
    variables: one.variables,
    ...(inputs && {
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => [key, String(value)]),
      ),
    }),
  };
  const known = new Map(
    variablesOfRun(
      PROJECT,
      branch,
      order,
      one.source,
      one.source === 'api' ? 'developer' : undefined,
    ),
  );
  if (one.tag !== undefined) {
    known.set('CI_COMMIT_TAG', one.tag).set('CI_COMMIT_REF_NAME', one.tag);
    known.set('CI_COMMIT_BRANCH', null);
  }
  const files = new Map(Object.entries(one.files));
  const where = { project: PROJECT.path_with_namespace, commit: branch.commit.id, files };
  const root = one.files['.gitlab-ci.yml'] ?? '';
  const { text, unjudged, problem } = lintable(root, known, inputs ?? {}, where);
  if (problem !== undefined) return { refused: true, jobs: new Map(), named: false };
  const judged = judgeJobs(lintOf(one, text), known, unjudged, one.name ?? '');
  const foreseen = judged.jobs.map(({ name, certain }): [string, Verdict] => [
    name,
    certain && unjudged.length === 0 ? 'starts' : 'open',
  ]);
  if ((await refusedRef(refsOf(one), PROJECT.id, judged.asked ?? [])) !== null)
    return { refused: true, jobs: new Map(), named: false };
  return { refused: judged.jobs.length === 0, jobs: new Map(foreseen), named: judged.named };
}

/** What GitLab did with each job of the file, by its name there. */
function doneOf(one: Case, names: readonly string[]): Map<string, Verdict> {
  const done = new Map<string, Verdict>(names.map((name) => [name, 'not']));
  for (const { name, status, when } of one.jobs ?? []) {
    const verdict = when === 'manual' ? 'not' : status === 'skipped' ? 'open' : 'starts';
    const job =
      names.find((known) => known === name) ?? names.find((known) => isInstanceOf(name, known));
    done.set(job ?? name, verdict);
  }
  return done;
}

interface Figures {
  right: number;
  open: number;
  wrong: string[];
}

/** How what is said of one file compares with what GitLab did. */
async function compare(one: Case): Promise<Figures> {
  const figures: Figures = { right: 0, open: 0, wrong: [] };
  const said = await saidOf(one);
  const note = (right: boolean, open: boolean, what: string): void => {
    if (right) figures.right += 1;
    else if (open) figures.open += 1;
    else figures.wrong.push(`${one.id}: ${what}`);
  };
  if (one.status !== 201) {
    const open = [...said.jobs.values()].every((verdict) => verdict === 'open');
    note(said.refused, open, 'said to start, but refused');
    return figures;
  }
  const merged = 'merged_yaml' in one.lint ? one.lint.merged_yaml : null;
  const names = topOf(merged ?? '')?.jobs.map(([name]) => name) ?? [];
  const all = new Set([...names, ...said.jobs.keys()]);
  const done = doneOf(one, [...all]);
  for (const [name, verdict] of done) {
    const foreseen = said.jobs.get(name) ?? 'not';
    note(foreseen === verdict, foreseen === 'open', `${name} ${foreseen}, GitLab: ${verdict}`);
  }
  if (one.name) note(said.named, false, `the name is not ${one.name}`);
  return figures;
}

const cases = isThere ? z.array(Case).parse(JSON.parse(readFileSync(RECORDED, 'utf8'))) : [];
const compared = new Map<Case, Promise<Figures>>();

/** Each file is compared once for all tests. */
function figuresOf(one: Case): Promise<Figures> {
  const figures = compared.get(one) ?? compare(one);
  compared.set(one, figures);
  return figures;
}

skipUnless(isThere, 'No recorded verdicts beside this project.');

it.each(cases)(
  'of file $id each job fares as a real GitLab has it, or it is said that it cannot be told',
  async (one) => {
    expect((await figuresOf(one)).wrong).toEqual([]);
  },
);

it('of three jobs in ten at most it cannot be told', async () => {
  const all = await Promise.all(cases.map(figuresOf));
  const wrong = all.flatMap((figures) => figures.wrong);
  const open = all.reduce((sum, figures) => sum + figures.open, 0);
  const judged = all.reduce((sum, { right }) => sum + right, open + wrong.length);
  const unknown = ((100 * open) / judged).toFixed(1);
  console.log(`ci files: ${judged} judged, ${wrong.length} wrong, ${unknown} % unknown`);
  expect(open / judged).toBeLessThan(0.3);
});
