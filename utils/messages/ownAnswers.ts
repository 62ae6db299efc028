import type { Result } from '../gitlab/Failure.ts';
import type { OwnPresets, ImportPlan, SaveResult } from '../prompt/ownPresets.ts';
import type { Run } from '../runs/Run.ts';
import { parseSiteAddress } from '../sites/parseSiteAddress.ts';
import type { Sites } from '../sites/sites.ts';
import type { Policy } from '../storage/policy.ts';
import type { ProjectChoice } from '../storage/projectChoices.ts';
import type { SettingsStore } from '../storage/settings.ts';
import type { Confirmations } from './confirmations.ts';
import type { OwnApi } from './OwnApi.ts';
import type { ChosenProject } from '../sites/chooseProject.ts';
import type { KnownSite } from '../sites/knownSites.ts';
import type { SetupApi } from './SetupApi.ts';
import { type Answers, Refusal } from './Table.ts';

/** What the options page and the popup are answered. */
export function createOwnAnswers(deps: {
  sites: Sites;
  knownSites(): Promise<KnownSite[]>;
  choices: {
    list(): Promise<ProjectChoice[]>;
    choose(chosen: ChosenProject): Promise<Result<null>>;
  };
  policy(): Promise<Policy>;
  transfer: {
    exportFile(): Promise<string>;
    reviewFile(text: string): Promise<ImportPlan>;
    importFile(text: string): Promise<SaveResult>;
  };
  diagnose(request: Parameters<OwnApi['diagnose']>[0]): ReturnType<OwnApi['diagnose']>;
  confirmations: Pick<Confirmations, 'look' | 'confirm'>;
  listRuns(): Promise<Run[]>;
  seeRuns(): Promise<void>;
  eraseRuns(): Promise<void>;
  settings: SettingsStore;
  presets: OwnPresets;
  setup: Answers<SetupApi, null>;
}): Answers<OwnApi, null> {
  return {
    ...deps.setup,
    listSites: () => deps.sites.list(),
    async saveSite({ root, token, forSession }) {
      requireRoot(root);
      return deps.sites.save(root, token, forSession);
    },
    async signInSite({ root, clientId, forSession }) {
      requireRoot(root);
      return deps.sites.signIn(root, clientId, forSession);
    },
    removeSite: ({ root }) => deps.sites.remove(root),
    diagnose: (request) => deps.diagnose(request),
    listKnownSites: () => deps.knownSites(),
    listProjectChoices: () => deps.choices.list(),
    saveProjectChoice: (chosen) => deps.choices.choose(chosen),
    getPolicy: () => deps.policy(),
    exportSettings: () => deps.transfer.exportFile(),
    reviewSettings: ({ text }) => deps.transfer.reviewFile(text),
    importSettings: ({ text }) => deps.transfer.importFile(text),
    lookAtConfirmation: ({ previewId }) => deps.confirmations.look(previewId),
    confirmSend: async ({ previewId }) => deps.confirmations.confirm(previewId),
    listRuns: () => deps.listRuns(),
    seeRuns: () => deps.seeRuns(),
    eraseRuns: () => deps.eraseRuns(),
    getSettings: () => deps.settings.get(),
    saveSettings: ({ settings }) => deps.settings.set(settings),
    listPresets: () => deps.presets.list(),
    savePreset: ({ preset, replaces }) => deps.presets.save(preset, replaces),
    removePreset: ({ name }) => deps.presets.remove(name),
    reviewPresets: ({ text }) => deps.presets.review(text),
    importPresets: ({ text }) => deps.presets.importFile(text),
    exportPresets: () => deps.presets.exportFile(),
  };
}

function requireRoot(root: string): void {
  const address = parseSiteAddress(root);
  if (!address.ok || address.root !== root) throw new Refusal('This is not the root of a site.');
}
