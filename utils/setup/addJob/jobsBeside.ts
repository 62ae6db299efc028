import { isSeq, type YAMLMap } from 'yaml';
import type { Branch, Project } from '../../gitlab/entities.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { INPUT_OF } from '../../pipeline/flowVariables.ts';
import { variablesOfRun } from '../../pipeline/knownVariables.ts';
import { documentsOf } from '../../pipeline/rootFile.ts';
import { judgeIncludes } from '../../pipeline/rules/judgeIncludes.ts';
import { isTooLong, jobsThatWouldStart } from '../../pipeline/rules/startingJobs.ts';
import { isOurs } from './includeEntries.ts';
import { JOBS_FILE } from './surveyProject.ts';

/** What a pipeline of ours would start beside our job. */
export interface Beside {
  jobs: string[];
  /** True where `workflow:rules` forbid such pipelines. */
  forbidden: boolean;
  /** GitLab's words where the file would not be valid in it. */
  problem?: string;
}

/** Stands in for our job, which GitLab cannot read before it is merged. */
const STAND_IN = 'ask-claude-stand-in';

/** The text as our pipeline would have it, with a stand-in for our include. */
function asRead(text: string): string {
  const documents = documentsOf(text);
  const body = documents.at(-1);
  const include = body?.get('include', true);
  if (isSeq(include)) {
    include.items = include.items.filter((entry) => !isOurs(entry, JOBS_FILE));
    if (include.items.length === 0) body?.delete('include');
  }
  body?.set(STAND_IN, body.createNode({ script: ['true'] }) satisfies YAMLMap);
  return documents.map((document) => document.toString({ lineWidth: 0 })).join('');
}

/** Asks GitLab for the merged file, and judges its rules as of one of our pipelines on that branch. */
export async function jobsBeside(
  gitLab: GitLab,
  project: Project,
  branch: Branch,
  text: string,
): Promise<Beside> {
  const variables = Object.keys(INPUT_OF).map((key) => ({ key, value: 'set' }));
  const known = variablesOfRun(project, branch, { ref: branch.name, variables });
  const judged = judgeIncludes(text, known);
  const lint = await gitLab.lint(project.id, { content: asRead(judged.text ?? text) });
  const none = { jobs: [], forbidden: false };
  if (!lint.ok) return { ...none, problem: lint.failure.detail ?? lint.failure.kind };
  const { valid, merged_yaml: merged, errors } = lint.value;
  if (!valid || !merged) return { ...none, problem: errors.join(' ').slice(0, 500) };
  if (isTooLong(merged)) return { ...none, problem: 'too long' };
  const jobs = jobsThatWouldStart(merged, known).map(({ name }) => name);
  return {
    jobs: jobs.filter((name) => name !== STAND_IN),
    forbidden: !jobs.includes(STAND_IN),
  };
}
