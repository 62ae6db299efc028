import { describe, expect, test } from 'vitest';
import type { GitLab } from '../../../../utils/gitlab/GitLab.ts';
import type { Result } from '../../../../utils/gitlab/Failure.ts';
import { diagnose } from '../../../../utils/setup/doctor/diagnose.ts';
import type { Site } from '../../../../utils/sites/Site.ts';
import { runnerRoot } from '../../fakes/ciFiles.ts';
import { aBranch, aProject, SITE } from '../../fakes/entities.ts';
import { fails, fakeGitLab, ok } from '../../fakes/fakeGitLab.ts';
import { aVariable, OUR_JOB, THREE_JOBS } from './healthy.ts';

const signedIn: Result<Site> = ok({
  root: SITE,
  user: { username: 'mia', name: 'Mia' },
  scopes: ['api'],
  expiresAt: null,
});
const namespace = { full_path: 'acme/shops', kind: 'group' };
const answers: Partial<GitLab> = {
  version: async () => ok({ version: '19.3.0' }),
  project: async (path) =>
    path === 'acme/webshop' ? ok(aProject({ namespace })) : fails('not_found'),
  branch: async (_, name) => ok(aBranch(name)),
  file: async () => ok(runnerRoot),
  lint: async () => ok({ valid: true, errors: [], merged_yaml: OUR_JOB }),
  projectVariables: async () => ok([aVariable('ANTHROPIC_API_KEY')]),
  groupVariables: async (path) =>
    path === 'acme' ? ok([aVariable('GITLAB_ACCESS_TOKEN')]) : ok([]),
  onlineRunners: async () => ok([{ id: 3 }]),
  runner: async (id) => ok({ id, tag_list: [], run_untagged: true }),
  jobTokenScope: async () => ok({ inbound_enabled: true }),
};

const withoutFirst: GitLab['file'] = async (_, path) =>
  path === 'CLAUDE.md' ? fails('not_found') : ok(`# The runners\n${runnerRoot}`);
const refused = async () => fails('token_refused');

async function lines(
  more: Partial<GitLab> = {},
  token: Result<Site> = signedIn,
  target = { root: SITE, project: 'acme/webshop' },
): Promise<string[]> {
  const gitLab = fakeGitLab({ ...answers, ...more });
  const diagnosis = await diagnose(gitLab, target, async () => token, 0);
  return diagnosis.lines.map(({ check, light, cause }) => `${check} ${light} ${cause}`);
}

describe('a project that can be read', () => {
  test('gets every line, in their order', async () => {
    const checks = (await lines()).map((line) => line.split(' ')[0]);
    expect(checks.join(' ')).toBe(
      'token version role ref variables ci_file job other_jobs sample ci_checks provider write_back runner job_token push_rules instructions',
    );
  });

  test('has what its groups above have', async () => {
    expect(await lines()).toContain('write_back green write_back');
  });

  test('has the job that the group above it chooses a provider for', async () => {
    const found = await lines({
      lint: async () => ok({ valid: true, errors: [], merged_yaml: THREE_JOBS }),
      groupVariables: async () => ok([aVariable('CLAUDE_PROVIDER', { provider: 'vertex' })]),
    });
    expect(found).toContain('job green job');
    expect(found).toContain('provider red provider_missing');
  });

  test('has no push rules where GitLab knows none', async () => {
    expect(await lines()).toContain('push_rules green no_push_rules');
  });

  test('has instructions in either place', async () => {
    expect(await lines({ file: withoutFirst })).toContain('instructions green instructions');
  });

  test('is looked at with reads alone', async () => {
    const gitLab = fakeGitLab(answers);
    const target = { root: SITE, project: 'acme/webshop' };
    await diagnose(gitLab, target, async () => signedIn, 0);
    expect(
      gitLab.calls.filter((call) => /^(create|protect|set|cancel|trigger)/.test(call)),
    ).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('a project that is not seen', async () => {
    const target = { root: SITE, project: 'acme/other' };
    expect(await lines({}, signedIn, target)).toEqual([
      'token green token',
      'version green version',
      'role red project_unseen',
    ]);
  });

  test('anything, without a token', async () => {
    expect(
      await lines({ project: refused }, fails('token_refused', { reason: 'revoked' })),
    ).toEqual(['token red token_refused']);
  });

  test('a single page, which leaves the other lines as they are', async () => {
    const seen = await lines({ onlineRunners: async () => fails('network') });
    expect(seen).toContain('runner amber not_answered');
    expect(seen).toContain('provider green provider');
  });
});

test('with a central runner project, it is looked at where the pipelines run', async () => {
  const central = { ...aProject(), id: 9, path_with_namespace: 'acme/runner' };
  const gitLab = fakeGitLab({
    ...answers,
    project: async (path) => ok(path === 'acme/runner' ? central : aProject()),
  });
  const asked: number[] = [];
  const recording: GitLab = Object.assign(gitLab, {
    projectVariables: async (id: number) => {
      asked.push(id);
      return ok([]);
    },
  });
  const target = { root: SITE, project: 'acme/webshop', central: 'acme/runner' };
  const { lines: seen } = await diagnose(recording, target, async () => signedIn, 0);
  expect(asked).toEqual([9]);
  expect(seen.some(({ check }) => check === 'central')).toBe(true);
});

test('a job that takes no trigger is not started by one', async () => {
  const merged_yaml = `claude:\n  rules: [{if: '$CI_PIPELINE_SOURCE == "api"'}]\n  script: [claude -p]\n`;
  const gitLab = fakeGitLab({
    ...answers,
    lint: async () => ok({ valid: true, errors: [], merged_yaml }),
  });
  const light = async (trigger: boolean) => {
    const target = { root: SITE, project: 'acme/webshop', trigger };
    const { lines: seen } = await diagnose(gitLab, target, async () => signedIn, 0);
    return seen.find(({ check }) => check === 'job')?.light;
  };
  expect([await light(false), await light(true)]).toEqual(['green', 'red']);
});
