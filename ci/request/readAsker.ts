import type { Environment } from '../Environment.ts';
import { fieldOf } from '../gitlabApi.ts';
import type { ApiAnswer } from '../gitlabApi.ts';
import type { Place } from './readPlace.ts';
import { oneLine } from './readPlace.ts';

export type Asker = Place['asker'];

/**
 * Who started the pipeline, as GitLab tells (the answer to `GET /job`, for the job's token): pipeline variables could name
 * somebody else. The address is the one that the user shows in public, else the one that GitLab has for commits of those who show
 * none (`<id>-<username>@users.noreply.<host>`): commits are read by everybody.
 */
export function readAsker(job: ApiAnswer, environment: Environment, serverUrl: string): Asker {
  const user = job.ok ? fieldOf(job.body, 'user') : undefined;
  const id = fieldOf(user, 'id');
  const name = fieldOf(user, 'name');
  if (typeof id !== 'number' || typeof name !== 'string')
    return { id: null, name: oneLine(environment['GITLAB_USER_NAME']), email: '' };
  const shown = fieldOf(user, 'public_email');
  const host = new URL(serverUrl).hostname;
  const hidden = `${id}-${String(fieldOf(user, 'username'))}@users.noreply.${host}`;
  const email = typeof shown === 'string' && shown !== '' ? shown : hidden;
  return { id, name: oneLine(name), email: oneLine(email) };
}
