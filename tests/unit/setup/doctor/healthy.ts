import type { Lint } from '../../../../utils/gitlab/entities.ts';
import type { RunPlace } from '../../../../utils/pipeline/choosePlace.ts';
import type { Facts, JobFacts } from '../../../../utils/setup/doctor/Facts.ts';
import { factsOf, variablesOfAnyAsk } from '../../../../utils/setup/doctor/readJobs.ts';
import { JOB_VERSION } from '../../../../utils/pipeline/jobVersion.ts';
import type { ProjectCi } from '../../../../utils/setup/doctor/readProjectCi.ts';
import type { ProjectVariable } from '../../../../utils/gitlab/projectSettings.ts';
import { aBranch, aProject, SITE } from '../../fakes/entities.ts';
import { ok } from '../../fakes/fakeGitLab.ts';

const OWNER = { project_access: { access_level: 50 }, group_access: null };

export function aPlace(more: Partial<RunPlace> = {}): RunPlace {
  return {
    ref: {
      name: 'ask-claude',
      kind: 'runner',
      unprotected: false,
      uncertain: false,
      reason: 'runner_branch',
    },
    branch: aBranch('ask-claude'),
    rootFile: '',
    transport: 'inputs',
    ...more,
  };
}

/** A place on the default branch, without a runner branch. */
export function onMain(more: Partial<RunPlace> = {}): RunPlace {
  return aPlace({
    ref: {
      name: 'main',
      kind: 'default',
      unprotected: false,
      uncertain: false,
      reason: 'no_runner_branch',
    },
    branch: aBranch('main', { can_push: true }),
    transport: 'variables',
    ...more,
  });
}

/** What a lint of this merged file says of the jobs. */
export function jobsOf(
  merged: string,
  lint: Partial<Lint> = {},
  provider: string | null = null,
): JobFacts {
  const valid = { valid: true, errors: [], merged_yaml: merged, ...lint };
  return factsOf(
    ok(valid),
    variablesOfAnyAsk(aProject(), aPlace(), { source: 'api', provider }),
    [],
  );
}

export function aVariable(key: string, more: Partial<ProjectVariable> = {}): ProjectVariable {
  return { key, protected: true, masked: true, environment_scope: '*', ...more };
}

/** The runner branch's merged file, with one provider's job. */
export const OUR_JOB = `
workflow:
  rules:
    - if: '$CI_PIPELINE_SOURCE =~ /^(api|trigger|web)$/ && $AI_FLOW_INPUT'
claude:
  rules:
    - if: '$CI_PIPELINE_SOURCE =~ /^(api|trigger|web)$/ && $AI_FLOW_INPUT'
  script: ['ASK_CLAUDE_JOB=${JOB_VERSION} ASK_CLAUDE_PROGRAM=x node "$ASK_CLAUDE_PROGRAM"']
`;

/** The same with a job for each provider, of which `CLAUDE_PROVIDER` chooses one. */
export const THREE_JOBS = ['anthropic', 'bedrock', 'vertex']
  .map((provider) => {
    const name = provider === 'anthropic' ? 'claude' : `claude-${provider}`;
    const chosen =
      provider === 'anthropic'
        ? '$CLAUDE_PROVIDER != "bedrock" && $CLAUDE_PROVIDER != "vertex"'
        : `$CLAUDE_PROVIDER == "${provider}"`;
    return `${name}:\n  rules: [{if: '$AI_FLOW_INPUT && ${chosen}'}]\n  script: ['ASK_CLAUDE_JOB=${JOB_VERSION} ASK_CLAUDE_PROGRAM=x node "$ASK_CLAUDE_PROGRAM"']`;
  })
  .join('\n');

/** A project's own CI file on its default branch, as GitLab merges it without includes. */
export function aProjectCi(text: string, more: Partial<ProjectCi> = {}): ProjectCi {
  return {
    path: '.gitlab-ci.yml',
    ref: 'main',
    text,
    merged: text,
    included: new Map(),
    beside: new Map(),
    glsec: null,
    ...more,
  };
}

/** A project in which nothing is wrong, seen by its owner. */
export function healthy(more: Partial<Facts> = {}): Facts {
  return {
    root: SITE,
    now: Date.parse('2026-11-01T00:00:00Z'),
    token: ok({
      root: SITE,
      user: { username: 'mia', name: 'Mia' },
      scopes: ['api'],
      expiresAt: '2027-06-01',
    }),
    version: ok('19.3.0-ee'),
    home: aProject({
      permissions: OWNER,
      ci_pipeline_variables_minimum_override_role: 'no_one_allowed',
      ci_push_repository_for_job_token_allowed: false,
    }),
    role: 50,
    trigger: false,
    answered: false,
    pending: null,
    place: ok(aPlace()),
    jobs: jobsOf(OUR_JOB),
    variables: ok([aVariable('ANTHROPIC_API_KEY'), aVariable('GITLAB_ACCESS_TOKEN')]),
    inherited: { variables: [], complete: true },
    runners: ok({
      runners: [{ id: 1, tag_list: [], run_untagged: true, access_level: 'not_protected' }],
      complete: true,
      tags: [],
    }),
    jobTokenScope: ok({ inbound_enabled: true }),
    accessTokens: [{ name: 'Claude', scopes: ['api'], active: true, access_level: 30 }],
    pushRule: ok(null),
    instructions: ok('Runners have no Docker.'),
    ci: ok(null),
    asked: null,
    ...more,
  };
}
