import type { GitLab } from '../gitlab/GitLab.ts';
import type { AskedRef } from './rules/askedRefs.ts';

/** More are not looked for. */
const MOST = 6;

async function isMissing(gitLab: RefReader, home: number, asked: AskedRef): Promise<boolean> {
  const project = asked.project === null ? null : await gitLab.project(asked.project);
  if (project && !project.ok) return project.failure.kind === 'not_found';
  if (asked.ref === null) return false;
  const id = project?.value.id ?? home;
  const branch = await gitLab.branch(id, asked.ref.replace(/^refs\/heads\//, ''));
  if (branch.ok || branch.failure.kind !== 'not_found') return false;
  const commit = await gitLab.commitDiff(id, asked.ref);
  return !commit.ok && commit.failure.kind === 'not_found';
}

type RefReader = Pick<GitLab, 'project' | 'branch' | 'commitDiff'>;

/**
 * Asks GitLab whether the refs are there that rules compare with or look into.
 * @returns GitLab's words where one is certainly missing, and no pipeline would be made; null otherwise
 */
export async function refusedRef(
  gitLab: RefReader,
  projectId: number,
  asked: readonly AskedRef[],
): Promise<string | null> {
  const unique = new Map(asked.map((one) => [`${one.project ?? ''}:${one.ref ?? ''}`, one]));
  const looked = [...unique.values()].slice(0, MOST);
  const missing = await Promise.all(looked.map((one) => isMissing(gitLab, projectId, one)));
  return looked.find((_, index) => missing[index])?.refusal ?? null;
}
