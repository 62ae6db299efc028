import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { PipelineRef } from '../page/PipelineRef.ts';

/** Refs of the pipelines that GitLab runs for merge requests: `…/head`, `…/merge`, `…/train`. */
const MERGE_REQUEST_REF = /^refs\/merge-requests\/([1-9]\d{0,9})\//;

/**
 * The open merge request that a pipeline, or a job's pipeline, ran for: by its ref, which child pipelines share, else the newest of its branch.
 * Null where there is none; one of another project, whose branch lies in a fork, is not looked for.
 */
export async function mergeRequestOfPipeline(
  gitLab: Pick<GitLab, 'project' | 'job' | 'pipeline' | 'mergeRequestsOfBranch'>,
  { site, projectPath, kind, id }: PipelineRef,
): Promise<Result<PageRef | null>> {
  const project = await gitLab.project(projectPath);
  if (!project.ok) return project;
  const projectId = project.value.id;
  const page = (iid: number): PageRef => ({ site, projectPath, type: 'merge_request', iid });
  const read = kind === 'job' ? await gitLab.job(projectId, id) : null;
  if (read && !read.ok) return read;
  const pipelineId = read ? read.value.pipeline?.id : id;
  if (pipelineId === undefined) return { ok: true, value: null };
  const pipeline = await gitLab.pipeline(projectId, pipelineId);
  if (!pipeline.ok) return pipeline;
  const { ref } = pipeline.value;
  const iid = MERGE_REQUEST_REF.exec(ref)?.[1];
  if (iid !== undefined) return { ok: true, value: page(Number(iid)) };
  const found = await gitLab.mergeRequestsOfBranch(projectId, ref);
  if (!found.ok) return found;
  const newest = found.value.toSorted((one, other) => other.iid - one.iid)[0];
  return { ok: true, value: newest ? page(newest.iid) : null };
}
