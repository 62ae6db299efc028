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
import type { PageRef } from '../page/PageRef.ts';
import type { OpenSite } from '../sites/openSites.ts';
import { parseSiteAddress } from '../sites/parseSiteAddress.ts';
import { messagesOf, Refusal } from './MessageTable.ts';

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
export function createSetupMessages(deps: {
  setup: Setup;
  firstRun: FirstRunStore;
  /** GitLabs in the open tabs. */
  openSites(): Promise<OpenSite[]>;
  /** Opens a page in a new tab, with the panel and these words in its box. */
  openPage(page: PageRef, words: string): Promise<void>;
}) {
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
    /** GitLabs that are open in tabs, the one looked at last first. */
    findOpenSites: message(z.object({}), () => deps.openSites()),
    /** Opens an issue in a new tab, with the panel and these words in its box; nothing is sent. */
    openIssue: message(
      z.object({ ...ADDRESS, iid: z.number().int().positive(), words: z.string().max(1000) }),
      async ({ site, project, iid, words }) => {
        const parsed = parseSiteAddress(site);
        if (!parsed.ok || parsed.root !== site)
          throw new Refusal('This is not the root of a site.');
        await deps.openPage({ site, projectPath: project, type: 'issue', iid }, words);
      },
    ),
    getFirstRun: message(z.object({}), () => firstRun.get()),
    saveFirstRun: message(z.object({ state: FirstRunForm }), ({ state }) => firstRun.set(state)),
  };
}
