import { commitActions } from '../../sandbox/git/commitActions.ts';
import { resolveCommit } from '../../sandbox/git/git.ts';
import { deleteRef, writeRef } from '../../sandbox/git/refs.ts';
import { entryAt } from '../../sandbox/git/trees.ts';
import { people } from '../../sandbox/seed/people.ts';
import type { Project } from '../../sandbox/state/State.ts';

/** Changes something in the sandbox; what comes back undoes it. */
export type Change = () => Promise<() => unknown> | (() => unknown);

/** Does the work while the change holds. */
export async function during<Value>(change: Change, work: () => Promise<Value>): Promise<Value> {
  const undo = await change();
  try {
    return await work();
  } finally {
    await undo();
  }
}

/** Changes fields of an object. */
export function having<Thing extends object>(find: () => Thing, more: Partial<Thing>): Change {
  return () => {
    const thing = find();
    const before = { ...thing };
    Object.assign(thing, more);
    return () => Object.assign(thing, before);
  };
}

/** One after the other, and put right the other way round. */
export const all =
  (...parts: Change[]): Change =>
  async () => {
    const undo: (() => unknown)[] = [];
    for (const part of parts) undo.push(await part());
    return async () => {
      for (const step of undo.toReversed()) await step();
    };
  };

/** A commit on a branch that changes one file, makes it, or takes it away. */
export function havingFile(
  find: () => Project,
  branch: string,
  path: string,
  content: string | null,
): Change {
  return async () => {
    const { repository } = find();
    const ref = `refs/heads/${branch}`;
    const head = await resolveCommit(repository, branch);
    const isThere = head !== null && (await entryAt(repository, head, path)) !== null;
    const action =
      content === null
        ? { action: 'delete' as const, file_path: path }
        : { action: isThere ? ('update' as const) : ('create' as const), file_path: path, content };
    const made = await commitActions(repository, head, 'Change a file', [action], people.jonas);
    if (!('sha' in made)) throw new Error(made.error);
    await writeRef(repository, ref, made.sha);
    return () => writeRef(repository, ref, head ?? '');
  };
}

/** A branch that is gone. */
export function withoutBranch(find: () => Project, branch: string): Change {
  return async () => {
    const { repository } = find();
    const ref = `refs/heads/${branch}`;
    const head = await resolveCommit(repository, branch);
    await deleteRef(repository, ref);
    return () => writeRef(repository, ref, head ?? '');
  };
}
