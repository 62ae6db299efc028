import { z } from 'zod';
import { WrittenPreset } from '../storage/WrittenPreset.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { OwnPresets, ImportPlan, SaveResult } from '../prompt/ownPresets.ts';
import type { Run } from '../runs/Run.ts';
import { parseSiteAddress } from '../sites/parseSiteAddress.ts';
import type { Sites } from '../sites/sites.ts';
import type { Policy } from '../storage/policy.ts';
import { AtOnceForm, type ProjectChoice } from '../storage/projectChoices.ts';
import type { Diagnosis } from '../setup/doctor/Diagnosis.ts';
import { SettingsForm, type SettingsStore } from '../storage/settings.ts';
import type { Confirmations } from './confirmations.ts';
import type { ChosenProject } from '../sites/chooseProject.ts';
import type { KnownSite } from '../sites/knownSites.ts';
import type { createSetupMessages } from './setupMessages.ts';
import { type ApiOf, messagesOf, Refusal } from './MessageTable.ts';

const Nothing = z.object({});
const Root = z.string().max(2000);
const Name = z.string().max(100);
/** Path of a project. */
const Path = z.string().max(1000);
const Secret = z.string().min(1).max(2000);
const Flag = z.boolean().exactOptional();
/** Group and project, as GitLab allows them in addresses. */
const ProjectPath = z
  .string()
  .max(1000)
  .regex(/^[\w.-]+(\/[\w.-]+)+$/);

/** In characters: more than any file of settings or presets that we write. */
const SettingsFile = z.object({ text: z.string().max(2_000_000) });

const message = messagesOf<null>();

/** What the options page and the popup are answered. */
export function createOwnMessages(deps: {
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
  diagnose(request: {
    site: string;
    project: string;
    central?: string;
  }): Promise<Result<Diagnosis>>;
  confirmations: Pick<Confirmations, 'look' | 'confirm'>;
  listRuns(): Promise<Run[]>;
  checkPlans(): Promise<Run[]>;
  stopUntilGreen(runId: string): Promise<Result<null>>;
  listUnseen(): Promise<string[]>;
  seeRuns(ids: readonly string[]): Promise<void>;
  eraseRuns(): Promise<void>;
  settings: SettingsStore;
  presets: OwnPresets;
  setup: ReturnType<typeof createSetupMessages>;
}) {
  return {
    ...deps.setup,
    listSites: message(Nothing, () => deps.sites.list()),
    /** Checks the token live, then stores both and registers the scripts. Nothing is stored when it is refused. */
    saveSite: message(
      z.object({ root: Root, token: Secret, forSession: Flag }),
      async ({ root, token, forSession }) => {
        requireRoot(root);
        return deps.sites.save(root, token, forSession);
      },
    ),
    /** Has the user consent in GitLab's own window, then does as `saveSite`. */
    signInSite: message(
      z.object({ root: Root, clientId: z.string().min(1).max(200), forSession: Flag }),
      async ({ root, clientId, forSession }) => {
        requireRoot(root);
        return deps.sites.signIn(root, clientId, forSession);
      },
    ),
    removeSite: message(z.object({ root: Root }), ({ root }) => deps.sites.remove(root)),
    /** Looks at the set-up of a project, and of the central runner project where one is named or chosen; changes nothing. */
    diagnose: message(
      z.object({ site: Root, project: Path, central: Path.exactOptional() }),
      (request) => deps.diagnose(request),
    ),
    /** Sites that are named and not signed in to yet. */
    listKnownSites: message(Nothing, () => deps.knownSites()),
    listProjectChoices: message(Nothing, () => deps.choices.list()),
    /** Looks the projects up first; one that cannot be read is a failure, and nothing is saved. */
    saveProjectChoice: message(
      z.object({
        site: Root,
        projectPath: ProjectPath,
        runnerProject: z.union([z.literal(''), ProjectPath]),
        triggerToken: z.string().max(2000).exactOptional(),
        atOnce: z.union([AtOnceForm, z.literal('none')]).exactOptional(),
        acknowledge: z.boolean().exactOptional(),
      }),
      (chosen) => deps.choices.choose(chosen),
    ),
    /** What the organisation rules here. */
    getPolicy: message(Nothing, () => deps.policy()),
    /** Sites, settings, presets and choices as one file, without any secret. */
    exportSettings: message(Nothing, () => deps.transfer.exportFile()),
    /** What importing such a file would change; changes nothing. */
    reviewSettings: message(SettingsFile, ({ text }) => deps.transfer.reviewFile(text)),
    /** Takes what `reviewSettings` told of such a file, or nothing. */
    importSettings: message(SettingsFile, ({ text }) => deps.transfer.importFile(text)),
    /** What a window of ours is to confirm; null where nobody waits for it. */
    lookAtConfirmation: message(z.object({ previewId: Name }), ({ previewId }) =>
      deps.confirmations.look(previewId),
    ),
    /** The last press of a send; false where nobody waits for it any more. */
    confirmSend: message(z.object({ previewId: Name }), async ({ previewId }) =>
      deps.confirmations.confirm(previewId),
    ),
    /** Runs over all sites, newest first. */
    listRuns: message(Nothing, () => deps.listRuns()),
    /** The same, once it was asked whether what waiting plans were made for has moved on. */
    checkPlans: message(Nothing, () => deps.checkPlans()),
    /** Nothing more is asked by itself until a run's pipeline is green. */
    stopUntilGreen: message(z.object({ runId: Name }), ({ runId }) => deps.stopUntilGreen(runId)),
    /** Ids of runs whose end was not looked at. */
    listUnseen: message(Nothing, () => deps.listUnseen()),
    /** Says that the user has looked at these runs: takes them out of the inbox, and the last one the mark from the badge. */
    seeRuns: message(z.object({ ids: z.array(Name).max(200) }), ({ ids }) => deps.seeRuns(ids)),
    /** Forgets all runs that have ended, and what was asked by them. */
    eraseRuns: message(Nothing, () => deps.eraseRuns()),
    getSettings: message(Nothing, () => deps.settings.get()),
    saveSettings: message(z.object({ settings: SettingsForm }), ({ settings }) =>
      deps.settings.set(settings),
    ),
    /** The presets that the user made, in alphabetical order. */
    listPresets: message(Nothing, () => deps.presets.list()),
    /** Adds a preset, or puts it in the place of the one that was called `replaces`. */
    savePreset: message(
      z.object({ preset: WrittenPreset, replaces: Name.exactOptional() }),
      ({ preset, replaces }) => deps.presets.save(preset, replaces),
    ),
    removePreset: message(z.object({ name: Name }), ({ name }) => deps.presets.remove(name)),
    /** What importing a file of presets would change; changes nothing. */
    reviewPresets: message(SettingsFile, ({ text }) => deps.presets.review(text)),
    /** Takes all presets of a file, or none. */
    importPresets: message(SettingsFile, ({ text }) => deps.presets.importFile(text)),
    exportPresets: message(Nothing, () => deps.presets.exportFile()),
  };
}

function requireRoot(root: string): void {
  const address = parseSiteAddress(root);
  if (!address.ok || address.root !== root) throw new Refusal('This is not the root of a site.');
}

/** What the options page and the popup may ask of the background. */
export type OwnApi = ApiOf<ReturnType<typeof createOwnMessages>>;
