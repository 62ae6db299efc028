import { z } from 'zod';
import { type StoredValue, createList } from './createList.ts';
import { newestWithin } from './newestWithin.ts';

const BOUNDS = { count: 300, bytes: 200_000 };

/** Which of one's own comments that mention Claude are asked with at once, by a press in a window of our own: questions and plans, or changes too. */
export const AtOnceForm = z.enum(['questions', 'all']);
export type AtOnce = z.infer<typeof AtOnceForm>;

/** What the user chose for one project. */
export interface ProjectChoice {
  site: string;
  projectPath: string;
  /** Path of the project in which its pipelines run; absent: in itself. */
  runnerProject?: string;
  /** Its id, which stays when it is renamed; absent from choices of before. */
  runnerProjectId?: number;
  /** The project's own id. */
  projectId?: number;
  /** True after an import changed the runner project, until an ask has gone there: the panel says so. */
  runnerIsNew?: boolean;
  /** True where a trigger token fires its pipelines; it lies with the credentials. */
  trigger?: boolean;
  /** Absent: comments are only offered. */
  atOnce?: AtOnce;
  /** True where a comment is to say that Claude is at work, before the answer replaces it. */
  acknowledge?: boolean;
}

export const StoredProjectChoice: z.ZodType<ProjectChoice> = z.object({
  site: z.string(),
  projectPath: z.string(),
  runnerProject: z.string().exactOptional(),
  runnerProjectId: z.number().exactOptional(),
  projectId: z.number().exactOptional(),
  runnerIsNew: z.boolean().exactOptional(),
  trigger: z.boolean().exactOptional(),
  atOnce: AtOnceForm.exactOptional(),
  acknowledge: z.boolean().exactOptional(),
});

export interface ProjectChoices {
  list(): Promise<ProjectChoice[]>;
  find(site: string, projectPath: string): Promise<ProjectChoice | null>;
  /** In the place of the one for the same project; one that chooses nothing is forgotten. */
  save(choice: ProjectChoice): Promise<void>;
  /** Something was sent where an import wanted it: it is not new any more. */
  markUsed(site: string, projectPath: string): Promise<void>;
  removeSite(site: string): Promise<void>;
}

function isOf(site: string, projectPath: string) {
  return (one: ProjectChoice): boolean => one.site === site && one.projectPath === projectPath;
}

export function createProjectChoices(item: StoredValue): ProjectChoices {
  const stored = createList(item, StoredProjectChoice);
  return {
    list: () => stored.list(),
    find: async (site, projectPath) => (await stored.list()).find(isOf(site, projectPath)) ?? null,
    save: (choice) =>
      stored.update((all) => {
        const others = all.filter((one) => !isOf(choice.site, choice.projectPath)(one));
        const { runnerProject, trigger, atOnce, acknowledge } = choice;
        const empty = runnerProject === undefined && !trigger && !atOnce && !acknowledge;
        return empty ? others : newestWithin([choice, ...others], BOUNDS);
      }),
    markUsed: (site, projectPath) =>
      stored.update((all) =>
        all.map((one) => {
          if (!isOf(site, projectPath)(one) || one.runnerIsNew === undefined) return one;
          const { runnerIsNew: _, ...rest } = one;
          return rest;
        }),
      ),
    removeSite: (site) => stored.update((all) => all.filter((one) => one.site !== site)),
  };
}
