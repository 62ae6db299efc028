import type { Discussion } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { linesAround, type DiffPosition } from '../describe/hunks.ts';
import { plainLine } from '../describe/Writing.ts';

/** Where the thread asked from stands, or null outside diffs. */
export function placeOfThread(
  discussions: Result<Discussion[]>,
  discussionId: string | undefined,
): DiffPosition | null {
  if (!discussions.ok || discussionId === undefined) return null;
  const thread = discussions.value.find(({ id }) => id === discussionId);
  return thread?.notes.find(({ position }) => position)?.position ?? null;
}

/** The lines of the file around `place`, as the thread saw it; nothing where the file cannot be read: the hunk says enough. */
export async function fileAround(
  gitLab: GitLab,
  projectId: number,
  place: DiffPosition | null,
): Promise<{ title: string; text: string }[]> {
  const isNew = Boolean(place?.new_line);
  const path = isNew ? place?.new_path : place?.old_path;
  const line = isNew ? place?.new_line : place?.old_line;
  const sha = isNew ? place?.head_sha : place?.base_sha;
  if (!path || !line || !sha) return [];
  const file = await gitLab.file(projectId, path, sha);
  const text = file.ok ? linesAround(file.value, line) : null;
  if (text === null) return [];
  return [
    { title: `The file around line ${line}, at commit ${plainLine(sha.slice(0, 12))}`, text },
  ];
}
