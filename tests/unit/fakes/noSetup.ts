import { createSetupMessages } from '../../../utils/messages/setupMessages.ts';
import { AT_THE_START } from '../../../utils/setup/FirstRun.ts';
import { fails } from './fakeGitLab.ts';

const nothing = async () => fails('not_found');

/** Set-up where nothing can be set up. */
export const noSetup = createSetupMessages({
  setup: {
    projects: nothing,
    issues: nothing,
    look: nothing,
    plan: nothing,
    carryOut: nothing,
    performFix: nothing,
  },
  openSites: async () => [],
  openPage: async () => undefined,
  firstRun: { get: async () => AT_THE_START, set: async () => undefined },
});
