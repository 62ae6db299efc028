import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiAnswer, GitlabApi } from './gitlabApi.ts';
import type { Place } from './request/readPlace.ts';
import type { Request } from './request/readRequest.ts';

type Target = NonNullable<Request['target']>;

/** A change that got no answer harms nothing when it is sent again. */
const TRIES = 3;
const PAUSE_MS = 1_000;

/** Where the API has an issue or merge request of the project. */
export function targetPath({ type, iid }: Target): string {
  return `/${type === 'issue' ? 'issues' : 'merge_requests'}/${iid}`;
}

/** Where GitLab shows a comment. @param root as `targetPath` gives it */
export function noteAddress(place: Place, root: string, noteId: number): string {
  return `${place.serverUrl}/${place.projectPath}/-${root}#note_${noteId}`;
}

/** Changes a comment: again where GitLab was slow, had too much to do or was down. */
export async function editNote(
  project: GitlabApi,
  root: string,
  noteId: number,
  body: string,
): Promise<ApiAnswer> {
  for (let tries = 1; ; tries += 1) {
    const edited = await project.put(`${root}/notes/${noteId}`, { body });
    if (edited.ok || edited.isFinal || tries === TRIES) return edited;
    await sleep(PAUSE_MS);
  }
}
