import { join } from 'node:path';
import { runGit } from './git.ts';
import type { Environment } from './Environment.ts';
import { Fault } from './Fault.ts';

/** Which GitLab and project the job works for, checked against the clone that the runner made. */
export interface Place {
  serverUrl: string;
  apiUrl: string;
  projectPath: string;
  /** Address to fetch from and push to, without credentials. */
  remoteUrl: string;
  defaultBranch: string;
  /** The CI file, guarded against changes. */
  ciConfigPath: string;
  pipelineId: number;
  pipelineUrl: string;
  jobId: string;
  jobUrl: string;
  /** Folder that the runner cloned into; artifacts are collected from it. */
  projectFolder: string;
  asker: { name: string; email: string };
}

/**
 * Reads `CI_*`. Where pipeline variables are allowed these too may be a sender's words, so the clone's remote has to agree.
 * @throws Fault
 */
export async function readPlace(environment: Environment): Promise<Place> {
  const must = (key: string, form: RegExp): string => {
    const value = environment[key] ?? '';
    if (!form.test(value)) throw new Fault(`${key} is missing or does not have its form.`);
    return value;
  };
  const serverUrl = must('CI_SERVER_URL', /^https?:\/\/[\w.:[\]/~-]+$/).replace(/(?<!\/)\/+$/, '');
  const projectPath = must('CI_PROJECT_PATH', PROJECT_PATH);
  const projectFolder = must('CI_PROJECT_DIR', /^\//);
  const apiUrl = must('CI_API_V4_URL', /^https?:/).replace(/(?<!\/)\/+$/, '');
  if (apiUrl !== `${serverUrl}/api/v4`)
    throw new Fault('CI_API_V4_URL is not the API of CI_SERVER_URL.');
  const remoteUrl = `${serverUrl}/${projectPath}.git`;
  const config = join(projectFolder, '.git', 'config');
  const cloned = await runGit(['config', '--file', config, 'remote.origin.url']);
  if (withoutCredentials(cloned.trim()) !== remoteUrl)
    throw new Fault('CI_SERVER_URL and CI_PROJECT_PATH do not name the clone’s remote.');
  const pipelineId = must('CI_PIPELINE_ID', /^\d{1,15}$/);
  return {
    serverUrl,
    apiUrl,
    projectPath,
    remoteUrl,
    defaultBranch: must('CI_DEFAULT_BRANCH', BRANCH),
    ciConfigPath: environment['CI_CONFIG_PATH'] ?? '',
    pipelineId: Number(pipelineId),
    pipelineUrl: `${serverUrl}/${projectPath}/-/pipelines/${pipelineId}`,
    jobId: must('CI_JOB_ID', /^\d{1,15}$/),
    jobUrl: /^https?:\/\/[\w.:[\]/~-]+$/.exec(environment['CI_JOB_URL'] ?? '')?.[0] ?? '',
    projectFolder,
    asker: {
      name: oneLine(environment['GITLAB_USER_NAME']),
      email: oneLine(environment['GITLAB_USER_EMAIL']),
    },
  };
}

/** A branch name by git's own rules (`git check-ref-format`), in any script: never an option, a range, a pattern, a path upwards or a reflog. */
export const BRANCH =
  /^(?![-./])(?!@$)(?!.*(\.\.|@\{|\/\/|\.lock(\/|$)|\/\.|[./]$))[^\p{Cc}\p{Zl}\p{Zp} ~^:?*[\\]{1,250}$/u;
/** No part of it leads upwards. */
export const PROJECT_PATH = /^(?!.*(^|\/)\.+(\/|$))[\w.-]+(\/[\w.-]+)+$/;
export const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

/** A name or address that can stand in one line of a commit. */
export function oneLine(value: string | undefined): string {
  return (value ?? '').replace(/[\p{Cc}<>]/gu, '').slice(0, 200);
}
