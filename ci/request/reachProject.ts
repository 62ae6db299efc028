import type { Environment } from '../Environment.ts';
import { Fault } from '../Fault.ts';
import type { Credential } from '../git.ts';
import { bodyOf, fieldOf, gitlabApi, projectRoot, readingBy } from '../gitlabApi.ts';
import type { ApiAnswer, GitlabApi } from '../gitlabApi.ts';
import { readAsker } from './readAsker.ts';
import { BRANCH } from './readPlace.ts';
import type { Place } from './readPlace.ts';
import type { Request } from './readRequest.ts';

/** How the job gets at GitLab, and what it may leave there. */
export interface Reach {
  /** With the asked project's path and branches. */
  place: Place;
  /** The pipeline's own project, with `CI_JOB_TOKEN`. */
  own: GitlabApi;
  /** Reads the asked project. */
  reader: GitlabApi;
  fetching: Credential;
  /** `GITLAB_ACCESS_TOKEN`; null without one. */
  writer: { project: GitlabApi; server: GitlabApi; credential: Credential } | null;
  /** In a central runner project: log and artifact are open to askers of other projects, so no content goes there. */
  closed: boolean;
}

const DEVELOPER = 30;

/**
 * The asked project: the pipeline's own, or, from a central runner project, another where the asker is a Developer or more.
 * @throws Fault
 */
export async function reachProject(
  request: Request,
  home: Place,
  environment: Environment,
): Promise<Reach> {
  const jobToken = environment['CI_JOB_TOKEN'] ?? '';
  const access = environment['GITLAB_ACCESS_TOKEN'] || null;
  const byJob = gitlabApi(home.apiUrl, { header: 'JOB-TOKEN', value: jobToken });
  const answer = await byJob.get('/job');
  // Nothing else would get through either: one sentence says why, before git and the API each say it in their own words.
  if (!answer.ok && answer.status === 0 && answer.isFinal) throw new Fault(answer.words);
  if (home.unproved) proveJob(home, answer);
  const asker = readAsker(answer, environment, home.serverUrl);
  const root = projectRoot(home.apiUrl, home.projectPath);
  const byAccess = access === null ? null : writerOf(home.apiUrl, home.projectPath, access);
  const own = readingBy(
    gitlabApi(root, { header: 'JOB-TOKEN', value: jobToken }),
    byAccess?.project ?? null,
  );
  const place = { ...home, asker };
  const path = request.otherProject ?? home.projectPath;
  const writer = access === null ? null : writerOf(home.apiUrl, path, access);
  if (request.otherProject === null) {
    const fetching = { user: 'gitlab-ci-token', password: jobToken };
    return { place, own, reader: own, fetching, writer, closed: false };
  }

  if (writer === null)
    throw new Fault('There is no GITLAB_ACCESS_TOKEN to work in another project with.');
  if (asker.id === null) throw new Fault('GitLab did not tell who started this pipeline.');
  const member = await writer.project.get(`/members/all/${asker.id}`);
  const level = member.ok ? fieldOf(member.body, 'access_level') : undefined;
  if (typeof level !== 'number' || level < DEVELOPER || isInactive(member))
    throw new Fault('Whoever started this pipeline is no Developer of the asked project.');
  const project = bodyOf(await writer.project.get(''), 'The asked project');
  const defaultBranch = String(fieldOf(project, 'default_branch') ?? '');
  if (!BRANCH.test(defaultBranch)) throw new Fault('The asked project has no default branch.');
  const closed = environment['ASK_CLAUDE_SERVED_OPENLY'] !== 'yes';
  if (closed && (request.reply === 'none' || isKept(request)))
    throw new Fault(
      'This runner project keeps answers out of its artifacts: ask for a reply as a comment.',
    );
  return {
    place: {
      ...place,
      projectPath: path,
      remoteUrl: `${home.gitRoot}/${path}.git`,
      defaultBranch,
      ciConfigPath: String(fieldOf(project, 'ci_config_path') ?? ''),
    },
    own,
    reader: writer.project,
    fetching: writer.credential,
    writer,
    closed,
  };
}

/**
 * That this job is the one whose project, pipeline and server `CI_*` name.
 * @param answer to `GET /job`
 * @throws Fault
 */
function proveJob(place: Place, answer: ApiAnswer): void {
  const job = bodyOf(answer, `This job could not be looked up at ${place.apiUrl}`);
  const url = String(fieldOf(job, 'web_url') ?? '');
  const root = `${place.serverUrl}/${place.projectPath}/-`;
  const isSame =
    fieldOf(fieldOf(job, 'pipeline'), 'id') === place.pipelineId &&
    URL.canParse(url) &&
    new URL(url).href === `${root}/jobs/${place.jobId}`;
  if (!isSame)
    throw new Fault('CI_SERVER_URL, CI_PROJECT_PATH and CI_PIPELINE_ID do not name this job.');
}

function writerOf(apiUrl: string, path: string, value: string): NonNullable<Reach['writer']> {
  const token = { header: 'PRIVATE-TOKEN', value } as const;
  return {
    project: gitlabApi(projectRoot(apiUrl, path), token),
    server: gitlabApi(apiUrl, token),
    credential: { user: 'oauth2', password: value },
  };
}

/** A member who was blocked, or has not taken the invitation yet. */
function isInactive(member: Awaited<ReturnType<GitlabApi['get']>>): boolean {
  if (!member.ok) return true;
  const state = fieldOf(member.body, 'membership_state') ?? 'active';
  return state !== 'active' || fieldOf(member.body, 'state') !== 'active';
}

/** An answer that could only stay in the artifact: merge requests have no notes that are internal everywhere. */
function isKept({ isPrivate, target }: Request): boolean {
  return target === null || (isPrivate && target.type === 'merge_request');
}
