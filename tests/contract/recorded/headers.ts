import type { Dock } from './dock.ts';

const HEADERS: Record<string, string> = {
  'deploy token': 'deploy-token',
  'deploy token as PRIVATE-TOKEN': 'private-token',
  'job token': 'job-token',
  'job token maintainer': 'job-token',
  'job token other project': 'job-token',
  'job token finished': 'job-token',
  'job token of a canceling job': 'job-token',
  'developer PAT as JOB-TOKEN': 'job-token',
};

/** What an actor sends to show who it is. */
export function headersOf(dock: Dock, actor: string): Record<string, string> {
  if (actor === 'anonymous') return {};
  const bare = actor.replace(/ (?:PAT )?as (?:PRIVATE-TOKEN|Bearer|JOB-TOKEN)$/, '');
  const name = bare === 'OAuth developer' ? 'OAuth developer api' : bare;
  const token = dock.tokens.get(name);
  if (token === undefined) throw new Error(`nobody is ${actor}`);
  const bearer =
    actor.endsWith('as Bearer') || (actor.startsWith('OAuth') && !actor.includes(' as '));
  if (bearer) return { authorization: `Bearer ${token}` };
  return { [HEADERS[actor] ?? 'private-token']: token };
}
