import { z } from 'zod';
import { PROVIDERS } from '../setup/addJob/Provider.ts';
import type { JobChoice, SetupChoice } from '../setup/addJob/SetupPlan.ts';
import { isEndpointAddress } from '../setup/endpoints.ts';
import { isFoundryResource } from '../setup/fillChoices.ts';
import type { ProjectFix } from '../setup/Fix.ts';
import { isPlainWord } from '../setup/isPlainWord.ts';
import { FirstRunForm } from '../storage/firstRun.ts';
import type { Setup } from '../setup/createSetup.ts';
import type { FirstRunStore } from '../storage/firstRun.ts';
import { messagesOf } from './MessageTable.ts';

const Site = z.string().max(2000);
const ADDRESS = { site: Site, project: z.string().min(1).max(1000) };

const Fix: z.ZodType<ProjectFix> = z.object({
  kind: z.enum([
    'makeRunnerBranch',
    'updateRunnerBranch',
    'protectRunnerBranch',
    'forbidVariables',
    'allowVariables',
    'addInclude',
    'starterClaudeMd',
  ] satisfies readonly ProjectFix['kind'][]),
});

const Job: z.ZodType<JobChoice> = z.object({
  kind: z.literal('addJob'),
  placement: z.enum(['runner', 'include']),
  provider: z.enum(PROVIDERS),
  gateway: z.string().max(2000).refine(isEndpointAddress).exactOptional(),
  image: z.string().max(500).regex(/^\S+$/).refine(isPlainWord).exactOptional(),
  tags: z.array(z.string().max(200).refine(isPlainWord)).max(20).exactOptional(),
  foundry: z.string().max(500).refine(isFoundryResource).exactOptional(),
  federation: z.boolean().exactOptional(),
  forbidVariables: z.boolean(),
  packed: z.boolean(),
  keepOut: z.boolean(),
  claudeMd: z.boolean(),
});

const SetupChoiceForm: z.ZodType<SetupChoice> = z.union([Job, Fix]);

const message = messagesOf<null>();

/** What our own pages are answered when they set a project up. */
export function createSetupMessages(deps: { setup: Setup; firstRun: FirstRunStore }) {
  const { setup, firstRun } = deps;
  return {
    /** The user's projects on a site, the last used first. */
    findProjects: message(
      z.object({ site: Site, search: z.string().max(200) }),
      ({ site, search }) => setup.projects(site, search),
    ),
    /** A few open issues of a project. */
    findIssues: message(z.object(ADDRESS), (address) => setup.issues(address)),
    lookAtProject: message(z.object(ADDRESS), (address) => setup.look(address)),
    /** All that would be written; writes nothing. */
    planSetup: message(
      z.object({ ...ADDRESS, choice: SetupChoiceForm }),
      ({ choice, ...address }) => setup.plan(address, choice),
    ),
    /** Writes what was shown under that digest, or nothing. */
    carryOutSetup: message(
      z.object({ ...ADDRESS, choice: SetupChoiceForm, digest: z.string().max(100) }),
      ({ choice, digest, ...address }) => setup.carryOut(address, choice, digest),
    ),
    /** Does what a line of the doctor offers. */
    performFix: message(z.object({ ...ADDRESS, fix: Fix }), ({ fix, ...address }) =>
      setup.performFix(address, fix),
    ),
    getFirstRun: message(z.object({}), () => firstRun.get()),
    saveFirstRun: message(z.object({ state: FirstRunForm }), ({ state }) => firstRun.set(state)),
  };
}
