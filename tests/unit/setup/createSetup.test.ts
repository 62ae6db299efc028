import { describe, expect, it } from 'vitest';
import { ENDPOINT_NAMES } from '../../../utils/setup/endpoints.ts';
import { kinds, runnerFile, template, useShop, WISH } from './useShop.ts';

const { shop, address, site, setupOf, planned, carried, write, fileAt } = useShop();

/** A later version of the job. */
const renew = (text: string) => text.replace('timeout: 30 minutes', 'timeout: 20 minutes');

describe('the runner branch', () => {
  it('is made by one commit, protected, and its pipelines are ours alone', async () => {
    const { done, plan } = await carried(setupOf('mia'), { ...WISH, forbidVariables: true });
    expect(done.map(({ kind }) => kind)).toEqual(['commit', 'protect', 'variables_role']);
    expect(await fileAt('ask-claude', '.gitlab-ci.yml')).toBe(runnerFile());
    expect(shop().protectedBranches.at(-1)).toMatchObject({
      name: 'ask-claude',
      pushLevel: 40,
      mergeLevel: 30,
    });
    expect(shop().variablesRole).toBe('no_one_allowed');
    expect(kinds(plan)).toEqual(['variables_off']);
    // Neither the commit nor anything else started a pipeline.
    expect(shop().pipelines).toEqual([]);
  });

  it('holds the address of a gateway where one was given', async () => {
    await carried(setupOf('mia'), { ...WISH, gateway: 'https://gateway.test/v1' });
    const file = await fileAt('ask-claude', '.gitlab-ci.yml');
    expect(file).toBe(runnerFile({ anthropic: 'https://gateway.test/v1' }));
  });

  it('stands unprotected where a Developer makes it, who is told', async () => {
    const { plan, done } = await carried(setupOf('dev'), WISH);
    expect(done.map(({ kind }) => kind)).toEqual(['commit']);
    expect(kinds(plan)).toEqual(['unprotected']);
  });

  it('gets its file where the project keeps its CI file', async () => {
    shop().ciConfigPath = 'ci/pipeline.yml';
    await carried(setupOf('mia'), WISH);
    expect(await fileAt('ask-claude', 'ci/pipeline.yml')).toBe(runnerFile());
  });

  it.each(['ci.yml@acme/ci', 'https://ci.test/all.yml'])(
    'is not offered where the CI file is %s',
    async (path) => {
      shop().ciConfigPath = path;
      const plan = await planned(setupOf('mia'), WISH);
      expect([plan.steps, kinds(plan)]).toEqual([[], ['ci_file_elsewhere']]);
    },
  );

  it('is brought up to date by a merge request to it, with provider and gateway kept', async () => {
    const gateway = 'https://gateway.test/v1';
    await carried(setupOf('mia'), { ...WISH, gateway });
    const { done } = await carried(setupOf('mia', renew(template)), { kind: 'updateRunnerBranch' });
    expect(done.map(({ kind, name }) => [kind, name])).toEqual([
      ['commit', 'claude-job-update'],
      ['merge_request', '!35'],
    ]);
    expect(shop().mergeRequests.at(-1)).toMatchObject({ targetBranch: 'ask-claude' });
    const updated = await fileAt('claude-job-update', '.gitlab-ci.yml');
    expect(updated).toContain('timeout: 20 minutes');
    expect(updated).toBe(renew(runnerFile({ anthropic: gateway })));
  });

  it('that is up to date and protected leaves nothing to do', async () => {
    await carried(setupOf('mia'), WISH);
    const plan = await planned(setupOf('mia'), { kind: 'updateRunnerBranch' });
    expect([plan.steps, kinds(plan)]).toEqual([[], ['up_to_date']]);
  });

  it('whose protection lets Developers push is protected anew', async () => {
    await carried(setupOf('mia'), WISH);
    const [protection] = shop().protectedBranches.slice(-1);
    if (protection) protection.pushLevel = 30;
    const fixed = await setupOf('mia').performFix(address(), { kind: 'protectRunnerBranch' });
    expect(fixed).toMatchObject({ ok: true, value: { done: [{ kind: 'protect' }] } });
    expect(shop().protectedBranches.at(-1)).toMatchObject({ name: 'ask-claude', pushLevel: 40 });
  });

  it('is not made twice: what was shown is done, or nothing', async () => {
    const setup = setupOf('mia');
    const plan = await planned(setup, WISH);
    await carried(setupOf('dev'), WISH);
    const late = await setup.carryOut(address(), WISH, plan.digest);
    expect(late).toMatchObject({ ok: false, failure: { reason: 'changed' } });
  });
});

describe('a look at the project', () => {
  it('tells a Maintainer which variables are there', async () => {
    const look = await setupOf('mia').look(address());
    expect(look).toMatchObject({
      ok: true,
      value: { runner: 'absent', maintainer: true, inputs: true, hasClaudeMd: true },
    });
    expect(look.ok && look.value.variables.claude.map(({ present }) => present)).toEqual([
      true,
      true,
    ]);
  });

  it('tells a Developer that this cannot be known', async () => {
    const look = await setupOf('dev').look(address());
    expect(look.ok && look.value.variables.claude.map(({ present }) => present)).toEqual([
      null,
      null,
    ]);
  });

  it('finds projects by their words, and issues to ask about', async () => {
    const found = await setupOf('dev').projects(site(), 'shop');
    expect(found.ok && found.value.map(({ path }) => path)).toContain('acme/webshop');
    const issues = await setupOf('dev').issues(address());
    expect(issues.ok && issues.value.map(({ iid }) => iid)).toContain(12);
  });
});

it('switches pipeline variables on and off again', async () => {
  const setup = setupOf('mia');
  await setup.performFix(address(), { kind: 'forbidVariables' });
  expect(shop().variablesRole).toBe('no_one_allowed');
  // Only to and from the Owner's role is it the Owner's to change.
  await setup.performFix(address(), { kind: 'allowVariables' });
  expect(shop().variablesRole).toBe('developer');
});

it('keeps several providers’ jobs that are there beside each other', async () => {
  const jobs =
    '.ask-claude:\n  script: [ask]\nclaude:\n  script: [a]\nclaude-vertex:\n  script: [b]\n';
  const names = ENDPOINT_NAMES.map((name) => `ENDPOINT_${name.toUpperCase().replace('-', '_')}=''`);
  const text = `${jobs}# ${names.join('\n# ')}\n`;
  await write({ '.gitlab-ci.yml': text });
  const plan = await planned(setupOf('mia', text), { kind: 'makeRunnerBranch' });
  expect(JSON.stringify(plan.steps)).toContain('claude-vertex');
  const one = await planned(setupOf('mia', text), { ...WISH, provider: 'claude' });
  expect(one.digest).toBe(plan.digest);
});

it('keeps the gateway of the job that is there, where the same provider is wished again', async () => {
  await carried(setupOf('mia'), { ...WISH, gateway: 'https://gateway.test/v1' });
  const plan = await planned(setupOf('mia'), WISH);
  expect([plan.steps, kinds(plan)]).toEqual([[], ['up_to_date']]);
});
