import { z } from 'zod';
import type { Failure, Result } from './Failure.ts';
import { Project, User } from './entities.ts';
import { tolerantList } from './tolerantList.ts';

const Named = z.object({ id: z.number(), path_with_namespace: z.string() });
type Read = <Value>(
  schema: z.ZodType<Value>,
  call: () => Promise<unknown>,
) => Promise<Result<Value>>;

/** The requests that finding a project may take. */
export interface ProjectRequests {
  show(pathOrId: string | number): Promise<unknown>;
  /** Projects that match, by `search` with `search_namespaces`. */
  search(words: string): Promise<unknown>;
  me(): Promise<unknown>;
}

/**
 * A project by its id or path. In an address the slashes of a path are `%2F`, which some proxies decode or refuse; then it is
 * searched for, and read by its id. What redirects while the API answers is an old path (GitLab's 301; browsers do not show where it leads).
 */
export async function findProject(
  read: Read,
  requests: ProjectRequests,
  pathOrId: string | number,
): Promise<Result<Project>> {
  const shown = await read(Project, () => requests.show(pathOrId));
  if (shown.ok || typeof pathOrId === 'number') return shown;
  const { failure } = shown;
  if (failure.reason === 'redirect') {
    const me = await read(User, () => requests.me());
    return me.ok ? failed({ ...failure, reason: 'moved', subject: pathOrId }) : shown;
  }
  if (failure.kind !== 'not_found') return shown;
  const found = await read(tolerantList(Named), () => requests.search(pathOrId));
  if (!found.ok) return shown;
  const same = found.value.find(
    ({ path_with_namespace: path }) => path.toLowerCase() === pathOrId.toLowerCase(),
  );
  return same ? read(Project, () => requests.show(same.id)) : shown;
}

function failed(failure: Failure): { ok: false; failure: Failure } {
  return { ok: false, failure };
}
