import { giveWay } from '../context/clean/giveWay.ts';
import type { Project, TreeEntry } from '../gitlab/entities.ts';
import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { BadFileReason } from './BadFileReason.ts';
import { commandPreset } from './commandPreset.ts';
import {
  NO_SETTINGS,
  parseProjectFile,
  PROJECT_FILE,
  type ProjectSettings,
} from './projectFile.ts';
import type { Preset } from './Preset.ts';

/** More commands than a person looks through. */
const MOST_COMMANDS = 40;
const AT_ONCE = 6;
/** In UTF-16 units. */
const LONGEST_FILE = 30_000;

/** A file of the repository that could not be used, and why. */
export interface BadFile {
  path: string;
  why: BadFileReason;
}

/** What a project's default branch says about how it is asked about. Both readings are under way; neither is ever rejected. */
export interface Repository {
  settings: Promise<{ settings: ProjectSettings; bad: BadFile[] }>;
  commands: Promise<{ presets: Preset[]; bad: BadFile[] }>;
}

/** Texts by project, path and id of their object: what has such an id never changes. */
const texts = new Map<string, string>();
const MOST_TEXTS = 200;

async function readText(
  gitLab: GitLab,
  project: Project,
  ref: string,
  path: string,
  entry: TreeEntry,
): Promise<Result<string>> {
  const key = `${project.web_url} ${path} ${entry.id}`;
  const known = texts.get(key);
  if (known !== undefined) return { ok: true, value: known };
  const file = await gitLab.file(project.id, path, ref);
  if (file.ok && file.value.length <= LONGEST_FILE) {
    texts.set(key, file.value);
    for (const oldest of [...texts.keys()].slice(0, -MOST_TEXTS)) texts.delete(oldest);
  }
  return file;
}

/** A folder at the root by its object, or null where it is not there; undefined where that could not be told. */
type Folder = TreeEntry | null | undefined;
type Root = Promise<{ claude: Folder; gitlab: Folder }>;

/** Which of our folders there are: asking for what is not there would fill the log of whoever runs the GitLab. */
async function readRoot(gitLab: GitLab, project: Project, ref: string): Root {
  const root = await gitLab.tree(project.id, '', ref, { recursive: false });
  if (!root.ok) return { claude: undefined, gitlab: undefined };
  // Names that begin with a dot stand first, so the first hundred entries hold them.
  const named = (name: string) =>
    root.value.find(({ type, path }) => type === 'tree' && path === name) ?? null;
  return { claude: named('.claude'), gitlab: named('.gitlab') };
}

/** What was looked for in vain, by project, path and the folder's object: until that changes it is not looked for again. */
const missed = new Set<string>();
const MOST_MISSED = 500;

/** Asks for something in a folder, unless it is known not to be there. */
async function lookIn<Value>(
  project: Project,
  folder: Folder,
  path: string,
  ask: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const key = folder ? `${project.web_url} ${path} ${folder.id}` : '';
  if (folder === null || missed.has(key)) return { ok: false, failure: { kind: 'not_found' } };
  const answer = await ask();
  if (key && !answer.ok && answer.failure.kind === 'not_found') {
    missed.add(key);
    for (const oldest of [...missed].slice(0, -MOST_MISSED)) missed.delete(oldest);
  }
  return answer;
}

async function readCommands(gitLab: GitLab, project: Project, ref: string, root: Root) {
  const { claude } = await root;
  const folderOf = (path: string, recursive: boolean) =>
    lookIn(project, claude, path, () => gitLab.tree(project.id, path, ref, { recursive }));
  const [commands, skills] = await Promise.all([
    folderOf('.claude/commands', true),
    folderOf('.claude/skills', false),
  ]);
  const files = [
    ...(commands.ok ? commands.value : [])
      .filter(({ type, path }) => type === 'blob' && path.endsWith('.md'))
      .map((entry) => ({ entry, path: entry.path })),
    ...(skills.ok ? skills.value : [])
      .filter(({ type }) => type === 'tree')
      .map((entry) => ({ entry, path: `${entry.path}/SKILL.md` })),
  ].slice(0, MOST_COMMANDS);
  const presets = new Map<string, Preset>();
  const bad: BadFile[] = [];
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE);
    const read = await Promise.all(
      some.map(({ path, entry }) => readText(gitLab, project, ref, path, entry)),
    );
    for (const [index, text] of read.entries()) {
      // Each of them is read and cleaned in one piece.
      await giveWay();
      const path = some[index]?.path ?? '';
      if (!text.ok) {
        // A folder of skills may hold folders that are none.
        if (text.failure.kind !== 'not_found') bad.push({ path, why: { kind: text.failure.kind } });
        continue;
      }
      const made =
        text.value.length > LONGEST_FILE
          ? ({ ok: false, problem: { kind: 'too_long', most: LONGEST_FILE } } as const)
          : commandPreset(path, text.value);
      if (!made.ok) bad.push({ path, why: made.problem });
      else if (!presets.has(made.preset.name)) presets.set(made.preset.name, made.preset);
    }
  }
  return { presets: [...presets.values()], bad };
}

async function readSettings(
  gitLab: GitLab,
  project: Project,
  ref: string,
  root: Root,
  known: ReadonlyMap<string, string> | undefined,
) {
  const text = known?.get(PROJECT_FILE);
  if (known && text === undefined) return { settings: NO_SETTINGS, bad: [] };
  const file: Result<string> =
    text !== undefined
      ? { ok: true, value: text }
      : await lookIn(project, (await root).gitlab, PROJECT_FILE, () =>
          gitLab.file(project.id, PROJECT_FILE, ref),
        );
  const path = PROJECT_FILE;
  if (!file.ok) {
    const absent = file.failure.kind === 'not_found';
    return {
      settings: NO_SETTINGS,
      bad: absent ? [] : [{ path, why: { kind: file.failure.kind } }],
    };
  }
  const read = parseProjectFile(file.value);
  return read.ok
    ? { settings: read.settings, bad: [] }
    : { settings: NO_SETTINGS, bad: [{ path, why: read.problem }] };
}

/**
 * Starts reading what the default branch holds of presets and settings; nothing of it is ever taken from another branch.
 * @param known the project's file, where it was looked for already and is there
 */
export function readRepository(
  gitLab: GitLab,
  project: Project,
  known?: ReadonlyMap<string, string>,
): Repository {
  const ref = project.default_branch;
  if (ref === null) {
    return {
      settings: Promise.resolve({ settings: NO_SETTINGS, bad: [] }),
      commands: Promise.resolve({ presets: [], bad: [] }),
    };
  }
  const root = readRoot(gitLab, project, ref);
  return {
    settings: readSettings(gitLab, project, ref, root, known),
    commands: readCommands(gitLab, project, ref, root),
  };
}
