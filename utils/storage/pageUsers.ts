import { z } from 'zod';
import { createTurns } from './createTurns.ts';

/** Where the names are kept: as long as the browser is open. */
interface NamesItem {
  getValue(): Promise<unknown>;
  setValue(value: unknown): Promise<void>;
}

const Names = z.record(z.string(), z.array(z.string())).catch({});
/** Of one site, in UTF-16 units where a name is concerned: a page can say anything. */
const MOST = 5;
const LONGEST = 300;

/**
 * Whom a site's pages have named as signed in. A page can be made to say anything, but cannot take back what others said: so that one
 * that names the token's user is believed only where none has named somebody else.
 */
export interface PageUsers {
  note(root: string, username: string): Promise<void>;
  /** In lower case. */
  named(root: string): Promise<string[]>;
  /** Begins anew: a person has confirmed in a window of our own in whose name is sent. */
  forget(root: string): Promise<void>;
}

export function createPageUsers(item: NamesItem): PageUsers {
  const inTurn = createTurns();
  const read = async () => Names.parse(await item.getValue());
  return {
    note: (root, username) =>
      inTurn(async () => {
        const all = await read();
        const named = all[root] ?? [];
        // GitLab takes no account of case, and at most one of several names is the token's user: more of them change nothing.
        const name = username.toLowerCase().slice(0, LONGEST);
        if (named.includes(name) || named.length >= MOST) return;
        await item.setValue({ ...all, [root]: [...named, name] });
      }),
    named: async (root) => (await read())[root] ?? [],
    forget: (root) =>
      inTurn(async () => {
        const { [root]: _forgotten, ...others } = await read();
        await item.setValue(others);
      }),
  };
}
