import type { Project } from '../../gitlab/entities.ts';
import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { locateRootFile } from '../../pipeline/locateRootFile.ts';
import { projectBlock } from '../../pipeline/projectBlock.ts';
import { readIncluded } from '../../pipeline/readIncluded.ts';
import { isTooLong } from '../../pipeline/yaml/isTooLong.ts';
import { readAhead, readCiFileAhead } from '../../pipeline/yaml/readAhead.ts';
import type { FilesBeside } from '../ciChecks/checkBeside.ts';
import type { CiSource } from '../ciChecks/CiSource.ts';
import { type GlsecReport, readGlsec } from '../ciChecks/readGlsec.ts';

/** The CI file of a project on its default branch, and what stands beside it. */
export interface ProjectCi extends CiSource {
  ref: string;
  beside: FilesBeside;
  glsec: GlsecReport | null;
}

/** Files of the top folder that are read; of others the name is enough. */
const READ = ['Dockerfile', '.dockerignore', 'Makefile'];

async function readBeside(gitLab: GitLab, projectId: number, ref: string): Promise<FilesBeside> {
  const tree = await gitLab.tree(projectId, '', ref, { recursive: false });
  const names = tree.ok ? tree.value.filter(({ type }) => type === 'blob') : [];
  const texts = await Promise.all(
    names.map(async ({ path }): Promise<[string, string | null]> => {
      const file = READ.includes(path) ? await gitLab.file(projectId, path, ref) : null;
      return [path, file?.ok ? file.value : null];
    }),
  );
  return new Map(texts);
}

async function readMerged(gitLab: GitLab, projectId: number, ref: string): Promise<string | null> {
  const lint = await gitLab.lint(projectId, { ref });
  const merged = (lint.ok && lint.value.valid && lint.value.merged_yaml) || null;
  if (merged === null || isTooLong(merged)) return null;
  await readAhead(merged);
  return merged;
}

/**
 * Reads the CI file by which the project's own pipelines are made; null where there is none in its repository, or nothing can be made
 * of it. What GitLab does not say of it is left out.
 */
export async function readProjectCi(
  gitLab: GitLab,
  project: Project,
): Promise<Result<ProjectCi | null>> {
  const location = locateRootFile(project.ci_config_path ?? null);
  const ref = project.default_branch;
  const none = { ok: true, value: null } as const;
  if (location.kind !== 'own' || ref === null || projectBlock(project)) return none;
  const { path } = location;
  const file = await gitLab.file(project.id, path, ref);
  if (!file.ok) return file.failure.kind === 'not_found' ? none : file;
  if (isTooLong(file.value)) return none;
  await readCiFileAhead(file.value);
  const [merged, included, beside] = await Promise.all([
    readMerged(gitLab, project.id, ref),
    readIncluded(gitLab, project.id, ref, file.value),
    readBeside(gitLab, project.id, ref),
  ]);
  const glsec = merged === null ? null : await readGlsec(gitLab, project.id, ref, merged);
  return { ok: true, value: { path, ref, text: file.value, merged, included, beside, glsec } };
}
