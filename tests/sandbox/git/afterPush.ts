import { addDiscussion } from '../state/discussions.ts';
import type { Project, User } from '../state/State.ts';
import { createPipeline } from '../pipelines/createPipeline.ts';
import type { World } from '../World.ts';
import { commits, git } from './git.ts';
import { readBranches } from './objects.ts';
import { writeRef } from './refs.ts';

/** A push says so in its last message; pipelines that the API makes do not look at it. */
const SKIPPED = /\[(?:ci skip|skip ci)\]/i;

const NO_SHA = '0'.repeat(40);

/** What GitLab does once refs have moved: merge requests take their new head, and each changed branch gets its pipeline. */
export async function afterPush(
  world: World,
  project: Project,
  user: User,
  before: Map<string, string>,
  options: { pipelines: boolean },
): Promise<void> {
  const after = await readBranches(project.repository);
  for (const [branch, sha] of after) {
    const earlier = before.get(branch);
    if (earlier === sha) continue;
    await moveMergeRequests(project, user, branch, sha);
    const [head] = await commits(project.repository, [sha], 1);
    if (!options.pipelines || SKIPPED.test(head?.message ?? '')) continue;
    // A refusal only means that a push starts nothing here.
    await createPipeline(world, project, user, {
      ref: branch,
      source: 'push',
      beforeSha: earlier ?? NO_SHA,
    });
  }
}

async function moveMergeRequests(
  project: Project,
  user: User,
  branch: string,
  sha: string,
): Promise<void> {
  for (const mergeRequest of project.mergeRequests) {
    if (mergeRequest.sourceBranch !== branch || mergeRequest.state !== 'opened') continue;
    if (mergeRequest.sourceProjectId !== undefined) continue;
    const added = await git(project.repository, [
      'log',
      '--format=%h - %s',
      `${mergeRequest.sha}..${sha}`,
      '--',
    ]);
    const titles = added
      .trim()
      .split('\n')
      .filter((line) => line !== '');
    mergeRequest.sha = sha;
    mergeRequest.updatedAt = new Date().toISOString();
    await writeRef(project.repository, `refs/merge-requests/${mergeRequest.iid}/head`, sha);
    const count = `${titles.length} commit${titles.length === 1 ? '' : 's'}`;
    addDiscussion(
      mergeRequest,
      {
        body: `added ${count}\n\n${titles.map((title) => `* ${title}`).join('\n')}`,
        authorId: user.id,
        system: true,
        action: 'commit',
      },
      true,
    );
  }
}
