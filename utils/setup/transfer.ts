import { z } from 'zod';
import type { OwnPresets, Taken } from '../prompt/ownPresets.ts';
import type { NamedSite } from '../sites/knownSites.ts';
import type { Site } from '../sites/Site.ts';
import type { StoredList } from '../storage/createList.ts';
import type { ProjectChoices } from '../storage/projectChoices.ts';
import { SettingsForm, type SettingsStore } from '../storage/settings.ts';
import { whatIsWrong, WrittenPreset } from '../storage/WrittenPreset.ts';

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
      }),
    )
    .max(300),
});

function problem(kind: 'not_json' | 'other_version' | 'malformed', subject: string): Taken {
  return { ok: false, problem: { kind, subject } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes settings from one browser to another: sites without their tokens, which are to be signed in to again. */
export function createTransfer(deps: {
  listSites(): Promise<Site[]>;
  offers: StoredList<NamedSite>;
  settings: SettingsStore;
  presets: OwnPresets;
  choices: ProjectChoices;
}) {
  const { offers, settings, presets, choices } = deps;
  return {
    async exportFile(): Promise<string> {
      const sites = (await deps.listSites()).map(({ root, clientId }): NamedSite => ({
        address: root,
        ...(clientId !== undefined && { applicationId: clientId }),
      }));
      const projects = (await choices.list()).flatMap(({ site, projectPath, runnerProject }) =>
        runnerProject === undefined ? [] : [{ site, projectPath, runnerProject }],
      );
      const file: z.infer<typeof SettingsFile> = {
        version: VERSION,
        sites,
        settings: await settings.get(),
        presets: await presets.list(),
        projects,
      };
      return `${JSON.stringify(file, null, 2)}\n`;
    },
    async importFile(text: string): Promise<Taken> {
      const value = parsed(text);
      if (value === undefined) return problem('not_json', '');
      const head = z.looseObject({ version: z.number() }).safeParse(value);
      if (head.success && head.data.version !== VERSION)
        return problem('other_version', String(head.data.version));
      const file = SettingsFile.safeParse(value);
      if (!file.success) return problem('malformed', whatIsWrong(file.error));
      const { data } = file;
      const taken = await presets.importFile(JSON.stringify({ version: 1, presets: data.presets }));
      if (!taken.ok) return taken;
      await settings.set(data.settings);
      for (const choice of data.projects) {
        const before = await choices.find(choice.site, choice.projectPath);
        await choices.save({ ...choice, ...(before?.trigger && { trigger: true }) });
      }
      await offers.update(() => data.sites);
      return { ok: true };
    },
  };
}
