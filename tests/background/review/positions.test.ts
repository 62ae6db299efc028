import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGitLab } from '../../../utils/gitlab/createGitLab.ts';
import type { Diff } from '../../../utils/gitlab/entities.ts';
import type { Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';
import { DiffLines, type NumberedLine } from '../../../utils/review/DiffLines.ts';
import { positionOf, type DiffRefs, type NotePosition } from '../../../utils/review/positionOf.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.ts';
import { addRealDiffs, REAL_DIFFS, type RealDiff } from './addRealDiffs.ts';

const PLACES = 10;
let sandbox: Sandbox;
let gitLab: GitLab;
let iids: number[];
beforeAll(async () => {
  sandbox = await startSandbox();
  iids = await addRealDiffs(sandbox);
  gitLab = createGitLab({ root: sandbox.url, token: sandbox.tokens.dev });
});
afterAll(() => sandbox.stop());

function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

/** The same numbers at every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** A place of each kind in turn, or of the next kind that the file has. */
const KINDS: Record<
  string,
  (lines: readonly NumberedLine[], shown: ReadonlySet<string>) => NumberedLine[]
> = {
  new: (lines) => lines.filter(({ kind }) => kind === 'new'),
  old: (lines) => lines.filter(({ kind }) => kind === 'old'),
  'unchanged in a hunk': (lines, shown) =>
    lines.filter((line) => line.kind === 'same' && shown.has(nameOf(line))),
  'unchanged between hunks': (lines, shown) =>
    lines.filter((line) => line.kind === 'same' && !shown.has(nameOf(line))),
  first: (lines) => lines.slice(0, 1),
  last: (lines) => lines.slice(-1),
};

function nameOf({ kind, old, new: fresh }: NumberedLine): string {
  return `${kind} ${old} ${fresh}`;
}

/** Every line of a file: those of its hunks, and those between. */
function allLines(diff: DiffLines, length: number): NumberedLine[] {
  const between = Array.from({ length }, (_, index) => diff.at('new', index + 1)).filter(
    (line) => line !== null,
  );
  const names = new Set(diff.shown.map(nameOf));
  return [...diff.shown, ...between.filter((line) => !names.has(nameOf(line)))].toSorted(
    (one, other) => one.new - other.new || one.old - other.old,
  );
}

interface Tried {
  kind: string;
  first: NumberedLine;
  last: NumberedLine;
  position: NotePosition;
  lineCode: string;
}

/** Ten places in a merge request, of one and of several lines. */
async function choosePlaces(
  diffs: readonly Diff[],
  refs: DiffRefs,
  real: RealDiff,
  seed: number,
): Promise<Tried[]> {
  const roll = dice(seed);
  const kinds = Object.keys(KINDS);
  const tried: Tried[] = [];
  for (let turn = seed; tried.length < PLACES; turn += 1) {
    const file = diffs[roll(diffs.length)];
    if (!file) throw new Error('A merge request without a diff.');
    const text = real.after[file.new_path] ?? null;
    const diff = new DiffLines(file, text);
    const lines = allLines(diff, text?.split('\n').length ?? 0);
    const kind = kinds[turn % kinds.length] ?? '';
    const fitting = KINDS[kind]?.(lines, new Set(diff.shown.map(nameOf))) ?? [];
    const last = fitting[roll(fitting.length)];
    if (!last) continue;
    const above = lines.slice(0, lines.indexOf(last));
    const first =
      roll(3) === 0 ? (above[above.length - 1 - roll(Math.min(6, above.length))] ?? last) : last;
    tried.push({ kind, first, last, ...(await positionOf(file, refs, { first, last })) });
  }
  return tried;
}

function lineOf(files: RealDiff['before'], path: string, line: number): string | undefined {
  return files[path]?.split('\n')[line - 1];
}

/** The text at a position, by the files themselves. */
function textAt(position: NotePosition, { before, after }: RealDiff) {
  const { old_path: oldPath, new_path: newPath, old_line: old, new_line: fresh } = position;
  return [
    ...(old === undefined ? [] : [lineOf(before, oldPath, old)]),
    ...(fresh === undefined ? [] : [lineOf(after, newPath, fresh)]),
  ];
}

test('two hundred places in twenty real diffs are taken, each at its own line', async () => {
  const project = sandbox.project('acme/webshop').id;
  let [accepted, shifted, wanted] = [0, 0, 0];
  const seen = new Set<string>();
  for (const [index, iid] of iids.entries()) {
    const real = REAL_DIFFS[index] ?? { before: {}, after: {} };
    const { diff_refs: refs } = given(await gitLab.mergeRequest(project, iid));
    if (!refs) throw new Error('A merge request without commits.');
    const diffs = given(await gitLab.diffs(project, iid));
    const tried = await choosePlaces(diffs, refs, real, index + 1);
    for (const [turn, { kind, first, last, position, lineCode }] of tried.entries()) {
      seen.add(first === last ? kind : `${kind}, several lines`);
      expect(new Set([last.text, ...textAt(position, real)])).toEqual(new Set([last.text]));
      const draft = given(
        await gitLab.createDraftNote(project, iid, { note: `place ${turn}`, position }),
      );
      expect(draft.line_code, `${kind} of !${iid}: ${JSON.stringify(position)}`).toBe(lineCode);
    }
    given(await gitLab.publishDraftNotes(project, iid));
    const notes = given(await gitLab.discussions(project, 'merge_request', iid)).flatMap(
      (one) => one.notes,
    );
    for (const [turn, { position }] of tried.entries()) {
      wanted += 1;
      const note = notes.find(({ body }) => body === `place ${turn}`);
      if (!note) continue;
      accepted += 1;
      const { old_line: old = null, new_line: fresh = null } = position;
      if (note.position?.old_line !== old || note.position.new_line !== fresh) shifted += 1;
    }
  }
  console.log(`positions: ${accepted} of ${wanted} accepted, ${shifted} shifted`);
  expect([accepted, wanted, shifted]).toEqual([200, 200, 0]);
  for (const kind of Object.keys(KINDS)) expect(seen).toContain(kind);
  expect([...seen].filter((kind) => kind.includes('several')).length).toBeGreaterThan(3);
  expect(iids.length).toBe(20);
});
