import { type FailureMemory, NO_MEMORY } from '../context/FailureMemory.ts';
import { gatherContext } from '../context/gather/gatherContext.ts';
import { readPeople, type PeopleAnswers } from '../context/People.ts';
import type { Context } from '../context/Context.ts';
import type { Branch, Lint, Project } from '../gitlab/entities.ts';
import type { Failure, Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageReading } from '../gitlab/graphql/readPage.ts';
import { resourceOf, type PageRef } from '../page/PageRef.ts';
import type { ProjectChoice } from '../storage/projectChoices.ts';
import { PROJECT_FILE } from '../prompt/projectFile.ts';
import { readRepository, type Repository } from '../prompt/readRepository.ts';
import { choosePlace, RUNNER_BRANCH, type RunPlace } from '../pipeline/choosePlace.ts';
import { deliveryOf, tokenOf, type Delivery } from '../pipeline/deliveryOf.ts';
import { createImageReader, type ImageReader } from './images/createImageReader.ts';
import type { AskLint } from '../pipeline/lintFile.ts';
import { headOf } from '../pipeline/headOf.ts';
import { variablesOfPush } from '../pipeline/knownVariables.ts';
import { USUAL_PATH } from '../pipeline/locateRootFile.ts';
import { readIncluded } from '../pipeline/readIncluded.ts';
import { refusedRef } from '../pipeline/refusedRef.ts';
import type { AskedRef } from '../pipeline/rules/askedRefs.ts';
import { jobsThatWouldStart } from '../pipeline/rules/startingJobs.ts';
import { settingNames } from '../pipeline/settingNames.ts';
import { isTooLong } from '../pipeline/yaml/isTooLong.ts';
import { readAhead } from '../pipeline/yaml/readAhead.ts';

/** All that was read for the previews of one panel; they are made from it without asking GitLab again. */
export interface Gathered {
  project: Project;
  /** Where its pipelines run: the project itself, or the central runner project that was chosen for it. */
  home: Project;
  context: Context;
  place: Result<RunPlace>;
  /** Presets and settings that the default branch holds. */
  repository: Repository;
  /** GitLab's, as it writes it; null where it is not known. */
  version: string | null;
  /** 0 where pipelines cannot be listed. */
  newestPipelineId: number;
  /** Lints the file as it lies at `ref`, or `content` in its place; each once. */
  lint: AskLint;
  /** Whether an import changed where its pipelines run, and no ask has gone there since. */
  runnerIsNew: boolean;
  /** Whether a trigger token fires them: that acts as its owner, and takes no files. */
  trigger: boolean;
  /** Whether a comment is to say that Claude is at work. */
  acknowledge: boolean;
  /** Where our job will put what Claude changes; looked for once, on the first call. */
  delivery(): Promise<Delivery>;
  /** Reads an image of the asked project. */
  image: ImageReader;
  /** Whether the job may have a token to read images with; looked for once, on the first call. */
  mayFetch(): Promise<boolean>;
  /** Lints the CI file of the asked project's default branch. */
  lintPushes(branch: string): Promise<Result<Lint>>;
  /** Texts of files of `home` that a root file includes, and those that they include, by their paths. */
  included(rootFile: string, ref: string): Promise<ReadonlyMap<string, string>>;
  /** GitLab's words where a ref is missing that rules of the file need. */
  refused(asked: readonly AskedRef[]): Promise<string | null>;
  /** Names of all variables that settings give the pipelines of `home`; null where not all can be read. Asked for once, on the first call. */
  settings(): Promise<ReadonlySet<string> | null>;
  /** The commit that the ask works on; null where it cannot be told. Looked for once, on the first call. */
  head(): Promise<string | null>;
  /** Name of the user who asks; null where GitLab did not say. */
  user: string | null;
}

/** What the user chose for the project, and what earlier runs told of it. */
export type RunnerChoice = Pick<
  ProjectChoice,
  'runnerProject' | 'runnerProjectId' | 'runnerIsNew' | 'trigger' | 'acknowledge'
> & {
  lacksToken?: boolean;
};

function onceEach(gitLab: GitLab, projectId: number): Gathered['lint'] {
  const asked = new Map<string, Promise<Result<Lint>>>();
  return (target) => {
    const key = JSON.stringify(target);
    const answer = asked.get(key) ?? gitLab.lint(projectId, target);
    asked.set(key, answer);
    return answer;
  };
}

/** The question that reads a page, or null where the server does not answer it: then REST is asked. */
async function ask(gitLab: GitLab, { projectPath, type, iid }: PageRef): Promise<Asking> {
  const answer = await gitLab.readPage({
    projectPath,
    type,
    iid,
    files: [USUAL_PATH, PROJECT_FILE],
    runner: { branch: RUNNER_BRANCH, files: [USUAL_PATH] },
  });
  if (answer.ok) return { reading: answer.value, failure: null };
  const { kind, status } = answer.failure;
  // Whoever does not answer at all, or wants to be left alone, is not asked once more by another way.
  const isOut = kind === 'rate_limited' || (kind === 'network' && status === undefined);
  return { reading: null, failure: isOut ? answer.failure : null };
}

interface Asking {
  reading: PageReading | null;
  failure: Failure | null;
}

/**
 * Reads page, place and newest pipeline: what one question tells, and side by side with it what that cannot tell. A failure only
 * where project or page cannot be read.
 * @param versionOf GitLab's version, as it writes it, where the question does not tell it; null where it is not known
 */
export async function gather(
  gitLab: GitLab,
  page: PageRef,
  discussionId: string | undefined,
  choice: RunnerChoice = {},
  versionOf: () => Promise<string | null> = () => Promise.resolve(null),
  failures: FailureMemory = NO_MEMORY,
): Promise<Result<Gathered>> {
  const asking = ask(gitLab, page);
  const reading = asking.then((asked) => asked.reading);
  const { runnerProject = page.projectPath, runnerProjectId } = choice;
  const isHome = runnerProject === page.projectPath;
  const project = projectOf(gitLab, page, asking);
  const projectId = project.then((found) => (found.ok ? found.value.id : null));
  const who = readPeople({ gitLab, page, reading, projectId });
  const about = gatherContext(gitLab, page, { discussionId, reading, projectId, who, failures });
  const runner = isHome ? runnerBranch(gitLab, page, who) : null;
  const [asked, home] = await Promise.all([
    project,
    // By its id, since that stays when the project is renamed.
    isHome ? project : gitLab.project(runnerProjectId ?? runnerProject),
  ]);
  if (!asked.ok) return asked;
  if (!home.ok) return { ok: false, failure: { ...home.failure, subject: runnerProject } };
  const { id } = home.value;
  const lint = onceEach(gitLab, id);
  const read = await reading;
  const repository = readRepository(gitLab, asked.value, read?.files);
  const files = isHome ? read : null;
  const version = read?.version ?? (await versionOf());
  const place = choosePlace(
    gitLab,
    home.value,
    { trigger: choice.trigger, version },
    { runner, files },
  );
  void place.then((known) => (known.ok ? lintEarly(known.value, lint) : undefined));
  const [context, chosen, newestPipelineId] = await Promise.all([
    about,
    place,
    isHome && read ? read.newestPipelineId : newestOf(gitLab, id),
  ]);
  if (!context.ok) return context;
  const gathered = { project: asked.value, home: home.value, context: context.value };
  let delivery: Promise<Delivery> | null = null;
  let mayFetch: Promise<boolean> | null = null;
  let settings: Promise<ReadonlySet<string> | null> | null = null;
  let head: Promise<string | null> | null = null;
  const { sha } = context.value.ids;
  const [me] = await who;
  return {
    ok: true,
    value: {
      ...gathered,
      place: chosen,
      repository,
      version,
      newestPipelineId,
      lint,
      runnerIsNew: choice.runnerIsNew ?? false,
      trigger: choice.trigger ?? false,
      acknowledge: choice.acknowledge ?? false,
      delivery: () => (delivery ??= deliveryOf(gitLab, gathered, choice.lacksToken ?? false)),
      image: createImageReader(gitLab, asked.value.id),
      mayFetch: () => (mayFetch ??= hasToken(gitLab, home.value, choice.lacksToken ?? false)),
      included: (rootFile, ref) => readIncluded(gitLab, id, ref, rootFile),
      refused: (refs) => refusedRef(gitLab, id, refs),
      settings: () => (settings ??= settingNames(gitLab, home.value)),
      head: () =>
        (head ??=
          typeof sha === 'string' ? Promise.resolve(sha) : headOf(gitLab, asked.value, page)),
      user: me.ok ? me.value.username : null,
      lintPushes: (ref) =>
        id === asked.value.id ? lint({ ref }) : gitLab.lint(asked.value.id, { ref }),
    },
  };
}

/** Whether the job may have a token of its own beside GitLab's; where it cannot be seen, an earlier run may have told. */
async function hasToken(gitLab: GitLab, home: Project, lacksToken: boolean): Promise<boolean> {
  const token = await tokenOf(gitLab, home);
  return token === 'there' || (token !== 'absent' && !lacksToken);
}

/** Starts what the first preview will ask for, unless the file has includes: those are judged by what is sent. */
async function lintEarly({ ref, rootFile }: RunPlace, lint: AskLint): Promise<void> {
  if (rootFile !== null && !/^include[ \t]*:/m.test(rootFile)) await lint({ ref: ref.name });
}

async function projectOf(
  gitLab: GitLab,
  { projectPath }: PageRef,
  asking: Promise<Asking>,
): Promise<Result<Project>> {
  const { reading, failure } = await asking;
  if (reading) return { ok: true, value: reading.project };
  return failure ? { ok: false, failure } : await gitLab.project(projectPath);
}

/** The runner branch, asked for by the project's path; null where nothing is found that way, the members neither. */
async function runnerBranch(
  gitLab: GitLab,
  { projectPath }: PageRef,
  who: Promise<PeopleAnswers>,
): Promise<Result<Branch> | null> {
  const branch = await gitLab.branch(projectPath, RUNNER_BRANCH);
  if (branch.ok) return branch;
  // A proxy swallowed the slash of the project's path: nothing is said of the branch.
  const { reason, detail } = branch.failure;
  if (reason === 'encoded_slashes' || /Project Not Found/i.test(detail ?? '')) return null;
  const [, members] = await who;
  return members.ok ? branch : null;
}

async function newestOf(gitLab: GitLab, projectId: number): Promise<number> {
  const pipelines = await gitLab.pipelines(projectId, { limit: 1 });
  return (pipelines.ok && pipelines.value.items[0]?.id) || 0;
}

/** Names of the jobs that the push of a `claude/…` branch starts; null where that cannot be told. */
export async function jobsOfPush(gathered: Gathered, page: PageRef): Promise<string[] | null> {
  const { project, lintPushes } = gathered;
  if (project.default_branch === null) return null;
  const file = await lintPushes(project.default_branch);
  if (!file.ok || !file.value.merged_yaml || isTooLong(file.value.merged_yaml)) return null;
  await readAhead(file.value.merged_yaml);
  const variables = variablesOfPush(project, resourceOf(page));
  return jobsThatWouldStart(file.value.merged_yaml, variables).map(({ name }) => name);
}
