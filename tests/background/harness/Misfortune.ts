import { git, resolveCommit } from '../../sandbox/git/git.ts';
import { commitActions } from '../../sandbox/git/commitActions.ts';
import { people } from '../../sandbox/seed/people.ts';
import type { Project } from '../../sandbox/state/State.ts';

/** Makes something wrong in the sandbox; what comes back puts it right again. */
export type Misfortune = () => Promise<() => unknown> | (() => unknown);

/** Runs something while things are wrong. */
export async function during<Value>(
  misfortune: Misfortune,
  work: () => Promise<Value>,
): Promise<Value> {
  const putRight = await misfortune();
  try {
    return await work();
  } finally {
    await putRight();
  }
}

/** Changes fields of an object. */
export function having<Thing extends object>(find: () => Thing, more: Partial<Thing>): Misfortune {
  return () => {
    const thing = find();
    const before = { ...thing };
    Object.assign(thing, more);
    return () => Object.assign(thing, before);
  };
}

/** One after the other, and put right the other way round. */
export const all =
  (...parts: Misfortune[]): Misfortune =>
  async () => {
    const undo: (() => unknown)[] = [];
    for (const part of parts) undo.push(await part());
    return async () => {
      for (const step of undo.toReversed()) await step();
    };
  };

/** A commit on a branch that changes one file, or takes it away. */
export function havingFile(
  find: () => Project,
  branch: string,
  path: string,
  content: string | null,
): Misfortune {
  return async () => {
    const { repository } = find();
    const ref = `refs/heads/${branch}`;
    const head = await resolveCommit(repository, branch);
    const action =
      content === null
        ? { action: 'delete' as const, file_path: path }
        : { action: 'update' as const, file_path: path, content };
    const made = await commitActions(repository, head, 'Change a file', [action], people.jonas);
    if (!('sha' in made)) throw new Error(made.error);
    await git(repository, ['update-ref', ref, made.sha]);
    return () => git(repository, ['update-ref', ref, head ?? '']);
  };
}

/** A branch that is gone. */
export function withoutBranch(find: () => Project, branch: string): Misfortune {
  return async () => {
    const { repository } = find();
    const ref = `refs/heads/${branch}`;
    const head = await resolveCommit(repository, branch);
    await git(repository, ['update-ref', '-d', ref]);
    return () => git(repository, ['update-ref', ref, head ?? '']);
  };
}
