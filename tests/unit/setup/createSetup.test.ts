import { describe, expect, it } from 'vitest';
import { git } from '../../sandbox/git/git.ts';
import { ENDPOINT_NAMES } from '../../../utils/setup/endpoints.ts';
import { buildTemplate, hashOf } from '../../../scripts/buildTemplate.ts';
import { keptOf } from '../../../utils/setup/addJob/keptOf.ts';
import { programFile, smallRootFile } from '../../../utils/setup/jobFiles.ts';
import { kinds, packedRunnerFile, runnerFile, useShop, WISH } from './useShop.ts';

const { shop, address, site, setupOf, planned, carried, write, fileAt } = useShop();

/** A later version of the job's program, and the template that brings it along. */
const LATER = `${programFile()}// later\n`;
const later = await buildTemplate(LATER);

describe('the runner branch', () => {
  it('is made by one commit, protected, and its pipelines are ours alone', async () => {
    const { done, plan } = await carried(setupOf('mia'), { ...WISH, forbidVariables: true });
    expect(done.map(({ kind }) => kind)).toEqual(['commit', 'protect', 'variables_role']);
    expect(await fileAt('ask-claude', '.gitlab-ci.yml')).toBe(runnerFile());
    expect(await fileAt('ask-claude', '.gitlab/ask-claude.mjs')).toBe(programFile());
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

  it.each([false, true])('holds image, tags and sign-in as chosen, packed: %s', async (packed) => {
    const chosen = { image: 'acme/node:24', tags: ['big', 'eu-1'], foundry: 'acme-ai' };
    await carried(setupOf('mia'), { ...WISH, ...chosen, federation: true, packed });
    const file = (await fileAt('ask-claude', '.gitlab-ci.yml')) ?? '';
    expect(keptOf(file, 'claude')).toMatchObject({
      image: 'acme/node:24',
      tags: ['big', 'eu-1'],
      choices: { federation: true, settings: { foundry: 'acme-ai' } },
    });
    expect(file).not.toContain('node:24-alpine\n');
    // A later update keeps all of it.
    const update = await planned(setupOf('mia'), { kind: 'updateRunnerBranch' });
    expect([update.steps, kinds(update)]).toEqual([[], ['up_to_date']]);
  });

  it('has one file alone where the program was chosen packed into it', async () => {
    const { plan } = await carried(setupOf('mia'), { ...WISH, packed: true });
    expect(plan.steps[0]).toMatchObject({ files: [{ path: '.gitlab-ci.yml' }] });
    expect(await fileAt('ask-claude', '.gitlab-ci.yml')).toBe(packedRunnerFile());
    const update = await planned(setupOf('mia'), { kind: 'updateRunnerBranch' });
    expect([update.steps, kinds(update)]).toEqual([[], ['up_to_date']]);
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
    const update = { kind: 'updateRunnerBranch' } as const;
    const { done } = await carried(setupOf('mia', later), update);
    expect(done.map(({ kind, name }) => [kind, name])).toEqual([
      ['commit', 'claude-job-update'],
      ['merge_request', '!35'],
    ]);
    expect(shop().mergeRequests.at(-1)).toMatchObject({ targetBranch: 'ask-claude' });
    // One line says what is new, the program's own lines say the rest.
    const before = runnerFile({ anthropic: gateway });
    const updated = before.replace(hashOf(programFile()), hashOf(LATER));
    expect(await fileAt('claude-job-update', '.gitlab-ci.yml')).toBe(updated);
    expect(await fileAt('claude-job-update', '.gitlab/ask-claude.mjs')).toBe(LATER);
  });

  it('with an older packed program gets one that can be reviewed', async () => {
    const gateway = 'https://gateway.test/v1';
    await carried(setupOf('mia', later), { ...WISH, gateway, packed: true });
    await carried(setupOf('mia'), { kind: 'updateRunnerBranch' });
    const updated = await fileAt('claude-job-update', '.gitlab-ci.yml');
    expect(updated).toBe(runnerFile({ anthropic: gateway }));
    expect(await fileAt('claude-job-update', '.gitlab/ask-claude.mjs')).toBe(programFile());
  });

  it('keeps what the project decided about its job', async () => {
    const decided = smallRootFile({
      provider: 'claude',
      endpoints: { anthropic: 'https://gateway.test' },
      choices: {
        serve: ['acme/'],
        openly: true,
        gitlabTools: true,
        settings: { check: "npm test -- 'a'", max_turns: 9 },
      },
      program: 'https://files.test/ask-claude.mjs',
      image: 'acme/claude@sha256:00',
      tags: ['docker'],
    });
    await write({ '.gitlab-ci.yml': decided });
    await carried(setupOf('mia'), WISH);
    await git(shop().repository, ['branch', '-f', 'ask-claude', 'main']);
    await carried(setupOf('mia', later), { kind: 'updateRunnerBranch' });
    expect(await fileAt('claude-job-update', '.gitlab-ci.yml')).toBe(
      decided.replace(hashOf(programFile()), hashOf(LATER)),
    );
    expect(await fileAt('claude-job-update', '.gitlab/ask-claude.mjs')).toBeNull();
  });

  it('that is up to date and protected leaves nothing to do', async () => {
    await carried(setupOf('mia'), WISH);
    const plan = await planned(setupOf('mia'), { kind: 'updateRunnerBranch' });
    expect([plan.steps, kinds(plan)]).toEqual([[], ['up_to_date']]);
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

it('keeps the gateway of the job that is there, where the same provider is chosen again', async () => {
  await carried(setupOf('mia'), { ...WISH, gateway: 'https://gateway.test/v1' });
  const plan = await planned(setupOf('mia'), WISH);
  expect([plan.steps, kinds(plan)]).toEqual([[], ['up_to_date']]);
});
