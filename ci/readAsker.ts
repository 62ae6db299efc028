import type { Environment } from './Environment.ts';
import { fieldOf } from './gitlabApi.ts';
import type { GitlabApi } from './gitlabApi.ts';
import type { Place } from './readPlace.ts';
import { oneLine } from './readPlace.ts';

/** `id` is null where GitLab did not tell it. */
export type Asker = Place['asker'] & { id: number | null };

/**
 * Who started the pipeline, as GitLab tells (`GET /job`, for the job's token): pipeline variables could name somebody else.
 * Only the e-mail address comes from the environment, and only where that names the same user.
 */
export async function readAsker(byJob: GitlabApi, environment: Environment): Promise<Asker> {
  const named = {
    name: oneLine(environment['GITLAB_USER_NAME']),
    email: oneLine(environment['GITLAB_USER_EMAIL']),
  };
  const job = await byJob.get('/job');
  const user = job.ok ? fieldOf(job.body, 'user') : undefined;
  const id = fieldOf(user, 'id');
  const name = fieldOf(user, 'name');
  if (typeof id !== 'number' || typeof name !== 'string') return { id: null, ...named };
  const isSame = fieldOf(user, 'username') === environment['GITLAB_USER_LOGIN'];
  return { id, name: oneLine(name), email: isSame ? named.email : '' };
}
