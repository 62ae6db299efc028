import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { FileRef, PipelineRef } from '../page/PipelineRef.ts';

/** Refs of the pipelines that GitLab runs for merge requests: `…/head`, `…/merge`, `…/train`. */
const MERGE_REQUEST_REF = /^refs\/merge-requests\/([1-9]\d{0,9})\//;

type Read = Pick<GitLab, 'project' | 'job' | 'pipeline' | 'mergeRequestsOfBranch'>;

/** The ref that a pipeline, or a job's pipeline, ran on; null where GitLab does not tell. */
async function refOf(
  gitLab: Read,
  projectId: number,
  { kind, id }: PipelineRef,
): Promise<Result<string | null>> {
  const read = kind === 'job' ? await gitLab.job(projectId, id) : null;
  if (read && !read.ok) return read;
  const pipelineId = read ? read.value.pipeline?.id : id;
  if (pipelineId === undefined) return { ok: true, value: null };
  const pipeline = await gitLab.pipeline(projectId, pipelineId);
  return pipeline.ok ? { ok: true, value: pipeline.value.ref } : pipeline;
}

/**
 * The open merge request that a pipeline, or a job's pipeline, ran for, or of the branch that a file is shown on: by the ref, which child pipelines share, else
 * the newest of its branch. Null where there is none; one of another project, whose branch lies in a fork, is not looked for.
 */
export async function openMergeRequestOf(
  gitLab: Read,
  shown: PipelineRef | (FileRef & { ref: string }),
): Promise<Result<PageRef | null>> {
  const { site, projectPath } = shown;
  const project = await gitLab.project(projectPath);
  if (!project.ok) return project;
  const projectId = project.value.id;
  const page = (iid: number): PageRef => ({ site, projectPath, type: 'merge_request', iid });
  const ref =
    shown.kind === 'file'
      ? { ok: true as const, value: shown.ref }
      : await refOf(gitLab, projectId, shown);
  if (!ref.ok) return ref;
  if (ref.value === null) return { ok: true, value: null };
  const iid = MERGE_REQUEST_REF.exec(ref.value)?.[1];
  if (iid !== undefined) return { ok: true, value: page(Number(iid)) };
  const found = await gitLab.mergeRequestsOfBranch(projectId, ref.value);
  if (!found.ok) return found;
  const newest = found.value.toSorted((one, other) => other.iid - one.iid)[0];
  return { ok: true, value: newest ? page(newest.iid) : null };
}
