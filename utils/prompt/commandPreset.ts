import { forGood } from '../context/clean/Cleaned.ts';
import { clean, cleanLine } from '../context/clean/clean.ts';
import { askOptionFields } from '../storage/WrittenPreset.ts';
import type { BadFileReason } from './BadFileReason.ts';
import { frontMatter, type Head } from './frontMatter.ts';
import type { Mode, Preset } from './Preset.ts';

const COMMAND = /^\.claude\/commands\/(?:[^/]+\/)*([^/]+)\.md$/;
const SKILL = /^\.claude\/skills\/([^/]+)\/SKILL\.md$/;
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,59}$/u;
const WRITING = /\b(Edit|Write|MultiEdit|NotebookEdit)\b/;

/** Name of the command or skill that a path holds, or null where it holds none. */
export function commandName(path: string): string | null {
  const name = (COMMAND.exec(path) ?? SKILL.exec(path))?.[1];
  return name !== undefined && NAME.test(name) ? name : null;
}

/** A command that names tools which write wants to change files; every other one reads and answers. */
function modeOf({ 'allowed-tools': tools }: Head): Mode {
  return WRITING.test([tools ?? []].flat().join(' ')) ? 'change' : 'ask';
}

/**
 * A command or skill of the repository as a preset. It comes from the default branch, so it counts as the project's own instructions; what a
 * reader would not see is taken out of it all the same, and shown. `problem` says why a file cannot be used.
 */
export function commandPreset(
  path: string,
  file: string,
): { ok: true; preset: Preset } | { ok: false; problem: BadFileReason } {
  const name = commandName(path);
  if (name === null) return { ok: false, problem: { kind: 'no_name' } };
  const read = frontMatter(file);
  if (!read.ok) return read;
  const { head } = read;
  if (read.body === '') return { ok: false, problem: { kind: 'no_text' } };
  const body = clean(read.body);
  const model = askOptionFields.model.safeParse(head.model);
  const about = cleanLine(head.description ?? body.text.split('\n')[0] ?? '').text.slice(0, 200);
  return {
    ok: true,
    preset: {
      name: `repo:${name}`,
      group: 'repository',
      mode: modeOf(head),
      pages: ['issue', 'merge_request'],
      from: ['page', 'thread'],
      parts: ['description', 'threads', 'comments', 'diff', 'selection'],
      needsWords: false,
      inView: false,
      title: name,
      about,
      options:
        model.success && model.data !== undefined && model.data !== 'inherit'
          ? { model: model.data }
          : {},
      instructions: body.text,
      fills: 'arguments',
      removals: forGood(body.removals),
    },
  };
}
