import type { Branch, Project } from '../../gitlab/entities.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { INPUT_OF } from '../../pipeline/flowVariables.ts';
import { variablesOfRun } from '../../pipeline/knownVariables.ts';
import { readIncluded } from '../../pipeline/readIncluded.ts';
import type { KnownVariables } from '../../pipeline/expressions/Expression.ts';
import { entriesOf, judgeIncludes, written } from '../../pipeline/rules/judgeIncludes.ts';
import { isTooLong } from '../../pipeline/yaml/isTooLong.ts';
import { readAhead } from '../../pipeline/yaml/readAhead.ts';
import { jobsThatWouldStart } from '../../pipeline/rules/startingJobs.ts';
import { variablesOfIncludes } from '../../pipeline/rules/variablesOfIncludes.ts';
import { readCiFile } from '../../pipeline/yaml/readCiFile.ts';
import { includesFile } from './includeEntries.ts';
import { note, type PlanNote } from './SetupPlan.ts';
import { JOBS_FILE } from './surveyProject.ts';

/** What a pipeline of ours would start beside our job. */
export interface JobsBeside {
  jobs: string[];
  /** True where `workflow:rules` forbid such pipelines. */
  forbidden: boolean;
  /** Where the file would not be valid, with GitLab's words, or could not be checked. */
  problem?: PlanNote;
}

/** Stands in for our job, which GitLab cannot read before it is merged. */
const STAND_IN = 'ask-claude-stand-in';

/** What every ask sends alike, whatever page and mode. */
const ALWAYS_SENT: ReadonlyMap<string, string> = new Map([['AI_FLOW_EVENT', 'mention']]);

/** The text as our pipeline would have it, with a stand-in for our include; as it is where it cannot be read. */
function asRead(text: string): string {
  const read = readCiFile(text);
  if (!read.ok) return text;
  const { include, ...rest } = read.value.body;
  const others = entriesOf(include).filter((entry) => !includesFile(entry, JOBS_FILE));
  const body = {
    ...(others.length > 0 && { include: others }),
    ...rest,
    [STAND_IN]: { script: ['true'] },
  };
  return written({ header: read.value.header, body });
}

/** What rules see of every ask alike; what differs from ask to ask is unknown. */
function variablesOfAsks(project: Project, branch: Branch): KnownVariables {
  const known = new Map(variablesOfRun(project, branch, { ref: branch.name }));
  for (const name of Object.keys(INPUT_OF)) known.delete(name);
  for (const [name, value] of ALWAYS_SENT) known.set(name, value);
  return known;
}

/** Asks GitLab for the merged file, and judges its rules as of one of our pipelines on that branch. */
export async function jobsBeside(
  gitLab: GitLab,
  project: Project,
  branch: Branch,
  text: string,
): Promise<JobsBeside> {
  const known = variablesOfAsks(project, branch);
  const files = await readIncluded(gitLab, project.id, branch.name, text);
  const where = { project: project.path_with_namespace, commit: null, files };
  const judged = judgeIncludes(text, variablesOfIncludes(known, false), where);
  const lint = await gitLab.lint(project.id, { content: asRead(judged.text ?? text) });
  const none = { jobs: [], forbidden: false };
  if (!lint.ok) return { ...none, problem: note('file_unchecked') };
  const { valid, merged_yaml: merged, errors } = lint.value;
  if (!valid || !merged)
    return {
      ...none,
      problem: note('file_invalid', errors.join(' ').slice(0, 500)),
    };
  if (isTooLong(merged)) return { ...none, problem: note('file_unchecked') };
  await readAhead(merged);
  const jobs = jobsThatWouldStart(merged, known).map(({ name }) => name);
  return {
    jobs: jobs.filter((name) => name !== STAND_IN),
    forbidden: !jobs.includes(STAND_IN),
  };
}
