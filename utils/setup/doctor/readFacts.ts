import type { Project } from '../../gitlab/entities.ts';
import type { Failure, Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { roleIn } from '../../pipeline/access.ts';
import { choosePlace } from '../../pipeline/choosePlace.ts';
import { readInherited } from '../../pipeline/readInherited.ts';
import type { Site } from '../../sites/Site.ts';
import type { Provider } from '../addJob/Provider.ts';
import type { Facts, SiteFacts } from './Facts.ts';
import { jobThatRuns } from './jobThatRuns.ts';
import { knownProvider } from './providerKnown.ts';
import { readPending } from './readPending.ts';
import { readProjectCi } from './readProjectCi.ts';
import { readJobs } from './readJobs.ts';
import { readRunners } from './readRunners.ts';

/** What the doctor is asked to look at. */
export interface DiagnosisTarget {
  root: string;
  project: string;
  /** Path of the central runner project, where one is chosen. */
  central?: string | undefined;
  /** True where a trigger token fires its pipelines. */
  trigger?: boolean | undefined;
  /** Whether an ask was answered there already. */
  answered?: boolean;
  /** The provider of a root file that is ours byte for byte; null for any other. */
  ownProvider?(rootFile: string): Provider | null;
}

/** What the site says, and all about the project, or why it cannot be seen. */
export type Read = { site: SiteFacts } & ({ facts: Facts } | { failure: Failure });

async function optional<Value>(reading: Promise<Result<Value>>): Promise<Result<Value | null>> {
  const read = await reading;
  const none = !read.ok && read.failure.kind === 'not_found';
  return none ? { ok: true, value: null } : read;
}

async function readInstructions(gitLab: GitLab, project: Project): Promise<Result<string | null>> {
  const ref = project.default_branch;
  if (ref === null) return { ok: true, value: null };
  const files = await Promise.all(
    ['CLAUDE.md', '.claude/CLAUDE.md'].map((path) => optional(gitLab.file(project.id, path, ref))),
  );
  const there = files.find((file) => file.ok && file.value !== null);
  return there ?? files.find((file) => !file.ok) ?? { ok: true, value: null };
}

/** Reads everything, as much as possible side by side; the sender lets six requests through at once. */
export async function readFacts(
  gitLab: GitLab,
  target: DiagnosisTarget,
  checkSite: () => Promise<Result<Site>>,
  now: number,
): Promise<Read> {
  const { root, project, central } = target;
  const [token, version, home, asked] = await Promise.all([
    checkSite(),
    gitLab.version(),
    gitLab.project(central ?? project),
    central === undefined ? null : gitLab.project(project),
  ]);
  const site: SiteFacts = {
    root,
    now,
    token,
    version: version.ok ? { ok: true, value: version.value.version } : version,
  };
  if (!home.ok) return { site, failure: home.failure };
  return { site, facts: await readProject(gitLab, site, home.value, asked, target) };
}

async function readProject(
  gitLab: GitLab,
  site: SiteFacts,
  home: Project,
  asked: Result<Project> | null,
  { trigger = false, answered = false, ownProvider }: DiagnosisTarget,
): Promise<Facts> {
  const worked = asked?.ok ? asked.value : home;
  const version = site.version.ok ? site.version.value : null;
  const placing = choosePlace(gitLab, home, { trigger, version });
  const owning = gitLab.projectVariables(home.id);
  const inheriting = readInherited(gitLab, home);
  const judging = placing.then(async (place) =>
    readJobs(gitLab, home, place, {
      source: trigger ? 'trigger' : 'api',
      provider: knownProvider(await owning, await inheriting, place, ownProvider),
    }),
  );
  const waiting = judging.then((jobs) =>
    jobThatRuns(jobs) === null ? readPending(gitLab, home, site.now) : null,
  );
  const looking = judging.then((jobs) => readRunners(gitLab, home, jobs));
  const [
    place,
    jobs,
    runners,
    variables,
    inherited,
    jobTokenScope,
    tokens,
    pushRule,
    instructions,
    ci,
    pending,
  ] = await Promise.all([
    placing,
    judging,
    looking,
    owning,
    inheriting,
    gitLab.jobTokenScope(home.id),
    gitLab.projectAccessTokens(home.id),
    optional(gitLab.pushRule(worked.id)),
    readInstructions(gitLab, worked),
    readProjectCi(gitLab, worked),
    waiting,
  ]);
  return {
    ...site,
    home,
    trigger,
    role: roleIn(home),
    answered,
    pending,
    place,
    jobs,
    runners,
    variables,
    inherited,
    jobTokenScope,
    accessTokens: tokens.ok ? tokens.value : null,
    pushRule,
    instructions,
    ci,
    asked,
  };
}
