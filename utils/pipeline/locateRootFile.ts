import type { Project } from '../gitlab/entities.ts';
import type { FailureKind, Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';

/** Where a project's root CI file is: in itself, in another project, or at an address that we do not read. */
export type RootFile =
  | { kind: 'own'; path: string }
  | { kind: 'project'; path: string; project: string; ref: string | null }
  | { kind: 'url'; url: string };

/** Where the root CI file is unless a project says otherwise. */
export const USUAL_PATH = '.gitlab-ci.yml';

/** Reads `ci_config_path`: a path, `path@group/project`, `path@group/project:ref`, or an address. */
export function locateRootFile(ciConfigPath: string | null): RootFile {
  const path = ciConfigPath?.trim() || USUAL_PATH;
  if (/^https?:\/\//.test(path)) return { kind: 'url', url: path };
  const elsewhere = /^(?<path>[^@]+)@(?<project>[^:]+)(?::(?<ref>.+))?$/.exec(path)?.groups;
  if (!elsewhere) return { kind: 'own', path };
  const { path: within = '', project = '', ref } = elsewhere;
  return { kind: 'project', path: within, project, ref: ref ?? null };
}

function missing(subject: string): Result<never> {
  return { ok: false, failure: { kind: 'no_ci_file', subject } };
}

/** Text of the root CI file at `ref`; null where it is kept somewhere that cannot be read, `no_ci_file` where it is not there. */
export async function readRootFile(
  gitLab: GitLab,
  project: Project,
  ref: string,
  location: RootFile,
): Promise<Result<string | null>> {
  if (location.kind === 'url') return { ok: true, value: null };
  if (location.kind === 'own') {
    const file = await gitLab.file(project.id, location.path, ref);
    return file.ok || file.failure.kind !== 'not_found' ? file : missing(location.path);
  }
  const other = await gitLab.project(location.project);
  if (!other.ok) return isPassing(other.failure.kind) ? other : { ok: true, value: null };
  const at = location.ref ?? other.value.default_branch ?? 'HEAD';
  const file = await gitLab.file(other.value.id, location.path, at);
  return file.ok || isPassing(file.failure.kind) ? file : { ok: true, value: null };
}

/** Whether GitLab could not be asked just now: nothing follows from that. */
function isPassing(kind: FailureKind): boolean {
  return kind === 'network' || kind === 'rate_limited' || kind === 'token_refused';
}
