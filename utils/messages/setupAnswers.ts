import type { Setup } from '../setup/createSetup.ts';
import type { FirstRunStore } from '../storage/firstRun.ts';
import type { SetupApi } from './SetupApi.ts';
import type { Answers } from './Table.ts';

/** What our own pages are answered when they set a project up. */
export function createSetupAnswers(deps: {
  setup: Setup;
  firstRun: FirstRunStore;
}): Answers<SetupApi, null> {
  const { setup, firstRun } = deps;
  return {
    findProjects: ({ site, search }) => setup.projects(site, search),
    findIssues: (address) => setup.issues(address),
    lookAtProject: (address) => setup.look(address),
    planSetup: ({ choice, ...address }) => setup.plan(address, choice),
    carryOutSetup: ({ choice, digest, ...address }) => setup.carryOut(address, choice, digest),
    performFix: ({ fix, ...address }) => setup.performFix(address, fix),
    getFirstRun: () => firstRun.get(),
    saveFirstRun: ({ state }) => firstRun.set(state),
  };
}
