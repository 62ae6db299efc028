import { Hono } from 'hono';
import { readFile, resolveCommit } from '../git/git.ts';
import { isEmptyRepository } from '../git/isEmptyRepository.ts';
import { branchRights } from '../git/protection.ts';
import type { LintAnswer } from '../ci/types.ts';
import type { Project, User } from '../state/State.ts';
import type { World } from '../World.ts';
import type { SandboxContext, SandboxEnv } from './Env.ts';
import { scene, signedScene } from './guard.ts';
import { optionalFlag, optionalText, readParameters } from './parameters.ts';
import { badParameter, notFound, refuse } from './refuse.ts';
import { unmodelled } from './unmodelled.ts';
import { isThere } from './versions.ts';

/** Words for an answer without a configuration. */
const NO_CONTENT = 'Please provide content of .gitlab-ci.yml';

interface Wanted {
  project: Project;
  user: User | null;
  /** The text in place of the file; null: the file at the commit. */
  content: string | null;
  sha: string;
  includeJobs: boolean;
  /** The branch on which GitLab shall only try to make a pipeline. */
  dryRunRef: string | null;
}

/** `ci/lint`: of the file as it stands at a ref, or of a text in its place. */
export function lintRoutes(world: World): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();

  routes.get('/projects/:id/ci/lint', async (c) => {
    if (c.get('actor')?.kind === 'session') {
      return refuse(401, {
        message: '401 Unauthorized - This endpoint requires an API authentication',
      });
    }
    const { project, user } = scene(c);
    if (isEmptyRepository(project)) return notFound('Repository');
    const given = (name: 'content_ref' | 'sha') =>
      isThere(world.state.settings.version, `GET ci/lint ${name}`) ? c.req.query(name) : undefined;
    const ref = given('content_ref') ?? given('sha') ?? project.defaultBranch;
    const sha = await resolveCommit(project.repository, ref);
    if (!sha) return notFound('Commit');
    const dryRun = c.req.query('dry_run') === 'true';
    return answer(world, c, {
      project,
      user,
      content: null,
      sha,
      includeJobs: c.req.query('include_jobs') === 'true',
      dryRunRef: dryRun ? (c.req.query('dry_run_ref') ?? project.defaultBranch) : null,
    });
  });

  routes.post('/projects/:id/ci/lint', async (c) => {
    const parameters = await readParameters(c);
    const { project, user } = signedScene(c);
    const { content } = parameters;
    if (typeof content !== 'string') return badParameter('content is missing');
    const ref = optionalText(parameters, 'ref') ?? project.defaultBranch;
    const sha = await resolveCommit(project.repository, ref);
    if (!sha) return notFound('Commit');
    return answer(world, c, {
      project,
      user,
      content,
      sha,
      includeJobs: optionalFlag(parameters, 'include_jobs') === true,
      dryRunRef: optionalFlag(parameters, 'dry_run') === true ? ref : null,
    });
  });
  return routes;
}

function nothing(valid: boolean, errors: string[]): LintAnswer {
  return { valid, errors, warnings: [], merged_yaml: null, includes: null, jobs: [] };
}

async function answer(world: World, c: SandboxContext, wanted: Wanted): Promise<Response> {
  const { jobs, ...rest } = await lint(world, c, wanted);
  return c.json(wanted.includeJobs ? { ...rest, jobs } : rest);
}

async function lint(world: World, c: SandboxContext, wanted: Wanted): Promise<LintAnswer> {
  const { project, user, sha, content, dryRunRef } = wanted;
  const ciConfigPath = project.ciConfigPath ?? '.gitlab-ci.yml';
  const text =
    content ?? (await readFile(project.repository, sha, ciConfigPath))?.toString('utf8') ?? '';
  if (text === '') return nothing(false, [NO_CONTENT]);
  const linted = await world.engine.lintCi({
    repository: project.repository,
    sha,
    ciConfigPath,
    ...(content === null ? {} : { content }),
  });
  if (dryRunRef === null) return linted;
  if (!branchRights(project, dryRunRef, user).canUpdate) {
    return nothing(false, [
      `You do not have sufficient permission to run a pipeline on '${dryRunRef}'. Please select a different branch or contact your administrator for assistance.`,
    ]);
  }
  // A required input that is not given does not count in a dry run.
  const others = linted.errors.filter((error) => !error.includes('required value has not been'));
  return others.length > 0
    ? unmodelled(world, c, 'a dry run of a CI file that is wrong')
    : nothing(true, []);
}
