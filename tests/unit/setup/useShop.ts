import { readFileSync } from 'node:fs';
import { afterEach, beforeEach } from 'vitest';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import type { JobChoice, SetupChoice } from '../../../utils/setup/addJob/SetupPlan.ts';
import { jobsOfProvider } from '../../../utils/setup/addJob/providerJobs.ts';
import { createSetup, type Setup } from '../../../utils/setup/createSetup.ts';
import { type Endpoints, fillEndpoints } from '../../../utils/setup/endpoints.ts';
import { smallRootFile } from '../../../utils/setup/jobFiles.ts';
import { rootFileFrom } from '../../../utils/setup/rootFileFrom.ts';
import { type CommitAction, commitActions } from '../../sandbox/git/commitActions.ts';
import { readFile } from '../../sandbox/git/git.ts';
import { readBranches } from '../../sandbox/git/objects.ts';
import { deleteRef, writeRef } from '../../sandbox/git/refs.ts';
import { entryAt } from '../../sandbox/git/trees.ts';
import type { Project } from '../../sandbox/state/State.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.ts';

export const template = readFileSync(
  new URL('../../../templates/claude.yml', import.meta.url),
  'utf8',
);
export const WISH: JobChoice = {
  kind: 'addJob',
  placement: 'runner',
  provider: 'claude',
  forbidVariables: false,
  keepOut: true,
  packed: false,
  claudeMd: false,
};

/** A sandbox for each test, whose `acme/webshop` has no runner branch. */
export function useShop() {
  let sandbox: Sandbox;
  const shop = (): Project => sandbox.project('acme/webshop');
  const address = () => ({ site: sandbox.url, project: 'acme/webshop' });

  beforeEach(async () => {
    sandbox = await startSandbox();
    await deleteRef(shop().repository, 'refs/heads/ask-claude');
    shop().protectedBranches = shop().protectedBranches.filter(({ name }) => name === 'main');
  });
  afterEach(() => sandbox.stop());

  async function planned(setup: Setup, choice: SetupChoice) {
    const plan = await setup.plan(address(), choice);
    if (!plan.ok) throw new Error(JSON.stringify(plan.failure));
    return plan.value;
  }

  return {
    shop,
    faults: () => sandbox.faults,
    address,
    planned,
    site: () => sandbox.url,
    /** Set-up as that user, with that text for the jobs file. */
    setupOf(user: 'mia' | 'dev', text = template): Setup {
      const gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens[user] });
      return createSetup({ gitLabFor: async () => ({ ok: true, value: gitLab }), template: text });
    },
    /** Changes files of `main`; null takes one away. */
    async write(files: Record<string, string | null>): Promise<void> {
      const { repository } = shop();
      const head = (await readBranches(repository)).get('main') ?? '';
      const actions = await Promise.all(
        Object.entries(files).map(async ([path, content]): Promise<CommitAction> => {
          if (content === null) return { action: 'delete', file_path: path };
          const isThere = (await entryAt(repository, head, path)) !== null;
          return { action: isThere ? 'update' : 'create', file_path: path, content };
        }),
      );
      const author = { name: 'Mia', email: 'mia@acme.example' };
      const made = await commitActions(repository, head, 'Change the CI', actions, author);
      if ('error' in made) throw new Error(made.error);
      await writeRef(repository, 'refs/heads/main', made.sha);
    },
    async fileAt(ref: string, path: string): Promise<string | null> {
      return (await readFile(shop().repository, ref, path))?.toString('utf8') ?? null;
    },
    /** Plans and carries out what was planned. */
    async carried(setup: Setup, choice: SetupChoice) {
      const plan = await planned(setup, choice);
      const carriedOut = await setup.carryOut(address(), choice, plan.digest);
      if (!carriedOut.ok) throw new Error(JSON.stringify(carriedOut.failure));
      return { plan, ...carriedOut.value };
    },
  };
}

/** The runner branch's file as set-up writes it, with one provider's job. */
export function runnerFile(endpoints: Endpoints = {}): string {
  return smallRootFile({ provider: 'claude', endpoints, choices: {} });
}

/** The same with the program packed. */
export function packedRunnerFile(endpoints: Endpoints = {}): string {
  return rootFileFrom(fillEndpoints(jobsOfProvider(template, 'claude'), endpoints));
}

export function kinds({ notes }: { notes: { kind: string }[] }): string[] {
  return notes.map(({ kind }) => kind);
}
