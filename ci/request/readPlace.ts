import { join } from 'node:path';
import { runGit } from '../git.ts';
import type { Environment } from '../Environment.ts';
import { Fault } from '../Fault.ts';
import type { Settings } from '../Settings.ts';

/** Which GitLab and project the job works for, checked against the clone that the runner made or the file's own word. */
export interface Place {
  /** As people see it. */
  serverUrl: string;
  /** Where the job reaches it. */
  apiUrl: string;
  projectPath: string;
  /** Address to fetch from and push to, without credentials. */
  remoteUrl: string;
  /** What `remoteUrl` begins with, for other projects. */
  gitRoot: string;
  defaultBranch: string;
  /** The CI file, guarded against changes. */
  ciConfigPath: string;
  pipelineId: number;
  pipelineUrl: string;
  jobId: string;
  jobUrl: string;
  /** Folder that the runner cloned into; artifacts are collected from it. */
  projectFolder: string;
  /** `id` is null where GitLab did not tell it. */
  asker: { id: number | null; name: string; email: string };
  /** GitLab has yet to say by `GET /job` that the addresses above are this job's. */
  unproved: boolean;
}

/**
 * Reads `CI_*`. Where pipeline variables are allowed these too may be a sender's words, so the clone's remote has to agree. It
 * may have another host (a runner's `clone_url`, the "Custom Git clone URL"): then GitLab is reached by that one alone, which
 * the runner chose, and has to confirm the rest.
 * @throws Fault
 */
export async function readPlace(environment: Environment, settings: Settings): Promise<Place> {
  const must = (key: string, form: RegExp): string => {
    const value = environment[key] ?? '';
    if (!form.test(value)) throw new Fault(`${key} is missing or does not have its form.`);
    return value;
  };
  const serverUrl = rootOf(must('CI_SERVER_URL', /^https?:\/\/[\w.:[\]/~-]+$/i));
  const projectPath = must('CI_PROJECT_PATH', PROJECT_PATH);
  const projectFolder = must('CI_PROJECT_DIR', /^\//);
  if (rootOf(must('CI_API_V4_URL', /^https?:/i)) !== `${serverUrl}/api/v4`)
    throw new Fault('CI_API_V4_URL is not the API of CI_SERVER_URL.');
  const pipelineId = must('CI_PIPELINE_ID', /^\d{1,15}$/);
  const reached = await reachedBy(serverUrl, projectPath, projectFolder, settings);
  return {
    serverUrl,
    apiUrl: `${reached.root}/api/v4`,
    projectPath,
    remoteUrl: `${reached.gitRoot}/${projectPath}.git`,
    gitRoot: reached.gitRoot,
    defaultBranch: must('CI_DEFAULT_BRANCH', BRANCH),
    ciConfigPath: environment['CI_CONFIG_PATH'] ?? '',
    pipelineId: Number(pipelineId),
    pipelineUrl: `${serverUrl}/${projectPath}/-/pipelines/${pipelineId}`,
    jobId: must('CI_JOB_ID', /^\d{1,15}$/),
    jobUrl: /^https?:\/\/[\w.:[\]/~-]+$/i.exec(environment['CI_JOB_URL'] ?? '')?.[0] ?? '',
    projectFolder,
    asker: {
      id: null,
      name: oneLine(environment['GITLAB_USER_NAME']),
      email: oneLine(environment['GITLAB_USER_EMAIL']),
    },
    unproved: reached.unproved,
  };
}

/**
 * Where GitLab is reached: the file's word, else the clone's remote.
 * @throws Fault where neither agrees with `CI_*`
 */
async function reachedBy(
  serverUrl: string,
  projectPath: string,
  projectFolder: string,
  settings: Settings,
): Promise<{ root: string; gitRoot: string; unproved: boolean }> {
  const gitRoot = settings.gitRoot === '' ? null : rootOf(settings.gitRoot);
  if (settings.server !== '') {
    if (rootOf(settings.server) !== serverUrl)
      throw new Fault(`CI_SERVER_URL is not ${settings.server}, which the job’s file names.`);
    return { root: serverUrl, gitRoot: gitRoot ?? serverUrl, unproved: true };
  }
  const config = join(projectFolder, '.git', 'config');
  const cloned = await runGit(['config', '--file', config, 'remote.origin.url']);
  const remote = rootOf(cloned.trim());
  const end = `/${projectPath}.git`;
  if (!/^https?:/.test(remote) || !remote.endsWith(end))
    throw new Fault('CI_SERVER_URL and CI_PROJECT_PATH do not name the clone’s remote.');
  const cloneRoot = remote.slice(0, -end.length);
  if (cloneRoot === serverUrl)
    return { root: serverUrl, gitRoot: gitRoot ?? serverUrl, unproved: false };
  return { root: cloneRoot, gitRoot: gitRoot ?? cloneRoot, unproved: true };
}

/** An address in one form: host in small letters, no standard port, no credentials, no slash at its end. */
function rootOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href.replace(/(?<!\/)\/+$/, '');
}

/** A branch name by git's own rules (`git check-ref-format`), in any script: never an option, a range, a pattern, a path upwards or a reflog. */
export const BRANCH =
  /^(?![-./])(?!@$)(?!.*(\.\.|@\{|\/\/|\.lock(\/|$)|\/\.|[./]$))[^\p{Cc}\p{Zl}\p{Zp} ~^:?*[\\]{1,250}$/u;
/** No part of it leads upwards. */
export const PROJECT_PATH = /^(?!.*(^|\/)\.+(\/|$))[\w.-]+(\/[\w.-]+)+$/;
export const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** A name or address that can stand in one line of a commit. */
export function oneLine(value: string | undefined): string {
  return (value ?? '').replace(/[\p{Cc}<>]/gu, '').slice(0, 200);
}
