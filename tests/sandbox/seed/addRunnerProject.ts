import { join } from 'node:path';
import type { Choices } from '../../../utils/setup/fillChoices.ts';
import { rootFile } from '../../../utils/setup/jobFiles.ts';
import { makeRepository } from './fastImport.ts';
import { makeToken, people, projectBot } from './people.ts';
import { AccessLevel } from '../state/State.ts';
import type { Project } from '../state/State.ts';
import type { Sandbox } from '../startSandbox.ts';

/**
 * A central runner project, `acme/runner`: empty but for the job's file, which lets it work for the group. Devon and the
 * stranger may ask there; its access token is a Developer of the webshop.
 */
export async function addRunnerProject(sandbox: Sandbox, choices: Choices): Promise<Project> {
  const { state, model } = sandbox;
  const webshop = sandbox.project('acme/webshop');
  const file = rootFile({ anthropic: model?.url ?? '' }, choices);
  const repository = join(webshop.repository, '..', 'runner.git');
  await makeRepository(repository, [
    {
      ref: 'refs/heads/main',
      message: 'Run Claude\n',
      author: people.mia,
      at: Math.round(Date.now() / 1000),
      parent: null,
      files: { '.gitlab-ci.yml': file },
    },
  ]);
  const bot = projectBot(9);
  const token = makeToken(bot.id, 'Claude', ['api']);
  state.users.push(bot);
  state.tokens.push(token);
  webshop.members.set(bot.id, AccessLevel.developer);
  const project: Project = {
    ...webshop,
    id: 9,
    name: 'Runner',
    path: 'runner',
    repository,
    members: new Map([
      [people.dev.id, AccessLevel.developer],
      [people.stranger.id, AccessLevel.developer],
      [bot.id, AccessLevel.developer],
    ]),
    protectedBranches: [
      { id: 900, name: 'main', pushLevel: AccessLevel.none, mergeLevel: AccessLevel.developer },
    ],
    variables: [
      ...webshop.variables.filter(({ key }) => key !== 'GITLAB_ACCESS_TOKEN'),
      { key: 'GITLAB_ACCESS_TOKEN', value: token.value, masked: true, raw: true },
    ],
    variablesRole: 'no_one_allowed',
    issues: [],
    mergeRequests: [],
    pipelines: [],
  };
  state.projects.push(project);
  return project;
}
