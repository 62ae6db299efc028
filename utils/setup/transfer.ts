import { z } from 'zod';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { OwnPresets, ImportPlan, SaveResult } from '../prompt/ownPresets.ts';
import type { NamedSite } from '../sites/knownSites.ts';
import { parseSiteAddress } from '../sites/parseSiteAddress.ts';
import type { Site } from '../sites/Site.ts';
import type { StoredList } from '../storage/createList.ts';
import type { ImportChange } from '../storage/ImportChange.ts';
import type { ProjectChoice } from '../storage/projectChoices.ts';
import type { ProjectChoices } from '../storage/projectChoices.ts';
import { SettingsForm, settingChanges, type SettingsStore } from '../storage/settings.ts';
import { whatIsWrong, WrittenPreset } from '../storage/WrittenPreset.ts';
import { reviewProjects, reviewSites } from './reviewSettings.ts';

/** A site as files and the policy name it. */
export const SiteName: z.ZodType<NamedSite> = z.object({
  address: z.string().max(2000),
  applicationId: z.string().max(200).optional(),
});

const VERSION = 1;

/** The file: nothing in it is secret. */
const SettingsFile = z.strictObject({
  version: z.literal(VERSION),
  sites: z.array(SiteName).max(50),
  settings: SettingsForm,
  presets: z.array(WrittenPreset).max(100),
  projects: z
    .array(
      z.strictObject({
        site: z.string().max(2000),
        projectPath: z.string().max(1000),
        runnerProject: z.string().max(1000),
        runnerProjectId: z.number().int().positive().exactOptional(),
      }),
    )
    .max(300),
});

type Problem = SaveResult & { ok: false };

function problem(kind: 'not_json' | 'other_version' | 'malformed', subject: string): Problem {
  return { ok: false, problem: { kind, subject } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type SettingsFile = z.infer<typeof SettingsFile>;

function fileOf(text: string): { ok: true; file: SettingsFile } | Problem {
  const value = parsed(text);
  if (value === undefined) return problem('not_json', '');
  const head = z.looseObject({ version: z.number() }).safeParse(value);
  if (head.success && head.data.version !== VERSION)
    return problem('other_version', String(head.data.version));
  const file = SettingsFile.safeParse(value);
  return file.success
    ? { ok: true, file: file.data }
    : problem('malformed', whatIsWrong(file.error));
}

function presetsOf({ presets }: SettingsFile): string {
  return JSON.stringify({ version: 1, presets });
}

/** What a file would do, and what is written where it does. */
interface Plan {
  changes: ImportChange[];
  file: SettingsFile;
  offers: NamedSite[];
  choices: ProjectChoice[];
}

/** Takes settings from one browser to another: sites without their tokens, which are to be signed in to again. */
export function createTransfer(deps: {
  listSites(): Promise<Site[]>;
  /** Whether the organisation lets a site be used. */
  allows(root: string): Promise<boolean>;
  gitLabFor(root: string): Promise<Result<GitLab>>;
  offers: StoredList<NamedSite>;
  settings: SettingsStore;
  presets: OwnPresets;
  choices: ProjectChoices;
}) {
  const { offers, settings, presets, choices } = deps;

  /** Everything is checked as the forms check it, before anything is written. */
  async function plan(text: string): Promise<({ ok: true } & Plan) | Problem> {
    const read = fileOf(text);
    if (!read.ok) return read;
    const { file } = read;
    const reviewed = await presets.review(presetsOf(file));
    if (!reviewed.ok) return reviewed;
    const roots = file.sites.map(({ address }) => address);
    const allowed = await Promise.all(
      roots.map(async (address) => {
        const parsedAddress = parseSiteAddress(address);
        return parsedAddress.ok && (await deps.allows(parsedAddress.root))
          ? parsedAddress.root
          : '';
      }),
    );
    const sites = reviewSites(file.sites, await deps.listSites(), (root) => allowed.includes(root));
    if ('bad' in sites) return problem('malformed', sites.bad);
    const projects = await reviewProjects(file.projects, await choices.list(), deps.gitLabFor);
    return {
      ok: true,
      file,
      offers: sites.offers,
      choices: projects.choices,
      changes: [
        ...settingChanges(await settings.get(), file.settings),
        ...reviewed.changes,
        ...projects.changes,
        ...sites.changes,
      ],
    };
  }

  return {
    async exportFile(): Promise<string> {
      const sites = (await deps.listSites()).map(({ root, clientId }): NamedSite => ({
        address: root,
        ...(clientId !== undefined && { applicationId: clientId }),
      }));
      const projects = (await choices.list()).flatMap(
        ({ site, projectPath, runnerProject, runnerProjectId }) =>
          runnerProject === undefined
            ? []
            : [
                {
                  site,
                  projectPath,
                  runnerProject,
                  ...(runnerProjectId !== undefined && { runnerProjectId }),
                },
              ],
      );
      const file: SettingsFile = {
        version: VERSION,
        sites,
        settings: await settings.get(),
        presets: await presets.list(),
        projects,
      };
      return `${JSON.stringify(file, null, 2)}\n`;
    },
    /** What importing a file would change; changes nothing. */
    async reviewFile(text: string): Promise<ImportPlan> {
      const planned = await plan(text);
      return planned.ok ? { ok: true, changes: planned.changes } : planned;
    },
    /** Takes what `reviewFile` told. */
    async importFile(text: string): Promise<SaveResult> {
      const planned = await plan(text);
      if (!planned.ok) return planned;
      const taken = await presets.importFile(presetsOf(planned.file));
      if (!taken.ok) return taken;
      await settings.set(planned.file.settings);
      for (const choice of planned.choices) await choices.save(choice);
      await offers.update((before) => [
        ...before.filter(({ address }) =>
          planned.offers.every((offer) => offer.address !== address),
        ),
        ...planned.offers,
      ]);
      return { ok: true };
    },
  };
}
