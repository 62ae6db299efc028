import { z } from 'zod';
import { Branch, TreeEntry } from './entities.ts';
import type { Result } from './Failure.ts';
import { tolerantList } from './tolerantList.ts';

type Read = <Value>(
  schema: z.ZodType<Value>,
  call: () => Promise<unknown>,
) => Promise<Result<Value>>;

/** What finding a branch may take. */
export interface BranchRequests {
  show(): Promise<unknown>;
  /** Branches whose names begin with this. */
  search(beginning: string): Promise<unknown>;
}

/** What finding a file may take. */
export interface FileRequests {
  show(): Promise<unknown>;
  /** What lies in a folder. */
  list(folder: string): Promise<Result<TreeEntry[]>>;
  /** A file's text by its id in git. */
  blob(id: string): Promise<unknown>;
}

/**
 * Finds what has slashes in its name behind a proxy that decodes or refuses `%2F` (`findProject.ts` does so for projects): by lists, whose
 * addresses need none. Where one such address was answered, the proxy lets them through, and what is not found is not there.
 */
export class EncodedSlashes {
  #pass = false;

  /** A branch by its name. */
  async branch(read: Read, requests: BranchRequests, name: string): Promise<Result<Branch>> {
    const shown = await read(Branch, () => requests.show());
    if (!this.#maySwallow(name, shown)) return shown;
    const found = await read(tolerantList(Branch), () => requests.search(name));
    const same = found.ok ? found.value.find((branch) => branch.name === name) : undefined;
    return same ? { ok: true, value: same } : shown;
  }

  /** A file's text by its path. */
  async file(read: Read, requests: FileRequests, path: string): Promise<Result<string>> {
    const shown = await read(z.string(), () => requests.show());
    if (!this.#maySwallow(path, shown)) return shown;
    const listed = await requests.list(path.slice(0, path.lastIndexOf('/')));
    const same = listed.ok
      ? listed.value.find((entry) => entry.path === path && entry.type === 'blob')
      : undefined;
    return same ? read(z.string(), () => requests.blob(same.id)) : shown;
  }

  #maySwallow(name: string, shown: Result<unknown>): boolean {
    if (!name.includes('/')) return false;
    if (shown.ok) this.#pass = true;
    return !shown.ok && shown.failure.kind === 'not_found' && !this.#pass;
  }
}
