import type { ProjectVariable } from '../../gitlab/projectSettings.ts';
import { MAINTAINER } from '../../pipeline/access.ts';
import { surveyedProvider } from './planSetup.ts';
import { runnerState, mayTakeInputs } from './planRunnerBranch.ts';
import { NEEDED_VARIABLES, type Provider, SIGN_IN_VARIABLES, type SignIn } from './Provider.ts';
import { providersIn } from './providerJobs.ts';
import type { SetupOptions } from './SetupPlan.ts';
import type { Survey } from './surveyProject.ts';

/** What set-up can offer in a project. `variables` is null where the user may not read them. */
export function setupOptionsOf(
  survey: Survey,
  template: string,
  variables: readonly ProjectVariable[] | null,
): SetupOptions {
  const { project, role } = survey;
  const keys = variables && new Set(variables.map(({ key }) => key));
  const needed = { ...NEEDED_VARIABLES, ...SIGN_IN_VARIABLES };
  const stateOf = (way: Provider | SignIn) =>
    needed[way].map((one) => ({ ...one, present: keys?.has(one.key) ?? null }));
  return {
    project: {
      id: project.id,
      path: project.path_with_namespace,
      webUrl: project.web_url,
      defaultBranch: project.default_branch,
    },
    providers: providersIn(template),
    provider: surveyedProvider(survey),
    runner: runnerState(survey),
    maintainer: role === null || role >= MAINTAINER,
    inputs: mayTakeInputs(survey),
    variablesOff: project.ci_pipeline_variables_minimum_override_role === 'no_one_allowed',
    hasClaudeMd: survey.claudeMd !== null,
    variables: {
      claude: stateOf('claude'),
      'claude-bedrock': stateOf('claude-bedrock'),
      'claude-vertex': stateOf('claude-vertex'),
      foundry: stateOf('foundry'),
      federation: stateOf('federation'),
    },
  };
}
