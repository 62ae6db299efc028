import { z } from 'zod';
import { PROVIDERS } from '../setup/addJob/Provider.ts';
import type { JobChoice, SetupChoice } from '../setup/addJob/SetupPlan.ts';
import { isEndpointAddress } from '../setup/endpoints.ts';
import { isFoundryResource } from '../setup/fillChoices.ts';
import type { ProjectFix } from '../setup/Fix.ts';
import { isPlainWord } from '../setup/smallRoot.ts';
import { FirstRunForm } from '../storage/firstRun.ts';
import type { SetupApi } from './SetupApi.ts';
import type { Requests } from './Table.ts';

const site = z.string().max(2000);
const address = { site, project: z.string().min(1).max(1000) };

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

/** How requests to set a project up must look. */
export const setupRequests: Requests<SetupApi> = {
  findProjects: z.object({ site, search: z.string().max(200) }),
  findIssues: z.object(address),
  lookAtProject: z.object(address),
  planSetup: z.object({ ...address, choice: SetupChoiceForm }),
  carryOutSetup: z.object({ ...address, choice: SetupChoiceForm, digest: z.string().max(100) }),
  performFix: z.object({ ...address, fix: Fix }),
  getFirstRun: z.object({}),
  saveFirstRun: z.object({ state: FirstRunForm }),
};
