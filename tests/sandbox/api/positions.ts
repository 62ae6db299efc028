import { z } from 'zod';
import { isUnchanged, lineCode } from '../git/lineCode.ts';
import type { MergeRequest, Position, Project } from '../state/State.ts';
import { mergeRequestChanges } from './mergeRequestRoutes.ts';
import { badParameter, refuse } from './refuse.ts';

const SHAS = ['base_sha', 'start_sha', 'head_sha'] as const;
const Line = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .nullish();
const Fields = z.object({
  old_path: z.string().nullish(),
  new_path: z.string().nullish(),
  old_line: Line,
  new_line: Line,
  line_range: z.unknown().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  x: z.number().optional(),
  y: z.number().optional(),
});

/** A note's position as it was sent, checked as far as Grape does; null where there is none. */
export function readPosition(value: unknown): Position | null {
  if (value === undefined || value === null) return null;
  const sent = z.record(z.string(), z.unknown()).safeParse(value);
  if (!sent.success) {
    const parts = [...SHAS, 'position_type'].flatMap((name) => [
      `position[${name}] is missing`,
      `position[${name}] is invalid`,
    ]);
    return badParameter(['position is invalid', ...parts].join(', '));
  }
  // An empty hash passes the validator of its parts, and is found to be incomplete later.
  if (Object.keys(sent.data).length === 0) return emptyPosition();
  const missing = [...SHAS, 'position_type'].filter((name) => sent.data[name] === undefined);
  if (missing.length > 0) {
    return badParameter(missing.map((name) => `position[${name}] is missing`).join(', '));
  }
  const type = z.enum(['text', 'file', 'image']).safeParse(sent.data['position_type']);
  if (!type.success) return badParameter('position[position_type] does not have a valid value');
  const fields = Fields.safeParse(sent.data);
  if (!fields.success) return badParameter('position is invalid');
  const { old_path, new_path, old_line, new_line, line_range, ...image } = fields.data;
  const [base, start, head] = SHAS.map((name) => String(sent.data[name]));
  return {
    base_sha: base ?? '',
    start_sha: start ?? '',
    head_sha: head ?? '',
    old_path: old_path ?? null,
    new_path: new_path ?? null,
    position_type: type.data,
    old_line: old_line ?? null,
    new_line: new_line ?? null,
    line_range: line_range ?? null,
    ...image,
  };
}

/** The position of a draft note that is not on the diff. */
export function emptyPosition(): Position {
  return {
    base_sha: '',
    start_sha: '',
    head_sha: '',
    old_path: null,
    new_path: null,
    position_type: 'text',
    old_line: null,
    new_line: null,
    line_range: null,
  };
}

export interface Placed {
  position: Position;
  lineCode: string | null;
  isComplete: boolean;
  /** It gives only the new line number, of a line that did not change. */
  isUnchangedLine: boolean;
}

/** Where a position is in the present diff; for a `head_sha` that was never a head it fails as GitLab does, with a 500. */
export async function place(
  project: Project,
  mergeRequest: MergeRequest,
  position: Position,
): Promise<Placed> {
  const isLine = position.old_line !== null || position.new_line !== null;
  const nowhere = { lineCode: null, isUnchangedLine: false };
  if (position.base_sha === '') return { position, ...nowhere, isComplete: false };
  const heads = [mergeRequest.sha, ...(mergeRequest.versions ?? []).map(({ sha }) => sha)];
  const head = heads.find((sha) => sha.startsWith(position.head_sha));
  if (head === undefined) return refuse(500, { message: '500 Internal Server Error' });
  const { baseSha, files } = await mergeRequestChanges(project, mergeRequest);
  // GitLab completes short shas and corrects the base.
  const full = { ...position, base_sha: baseSha, start_sha: baseSha, head_sha: head };
  if (position.position_type === 'image') {
    const sizes = [position.width, position.height, position.x, position.y];
    return { position: full, ...nowhere, isComplete: sizes.every((one) => one !== undefined) };
  }
  if (position.position_type === 'file') return { position: full, ...nowhere, isComplete: true };
  const code = isLine ? await lineCode(project.repository, head, files, full) : null;
  const isUnchangedLine =
    code === null && full.old_line === null && full.new_line !== null
      ? await isUnchanged(project.repository, head, files, full, full.new_line)
      : false;
  return { position: full, lineCode: code, isComplete: isLine, isUnchangedLine };
}

/** GitLab's error message for a position that a note cannot have, or null. */
export function positionRefusal({ position, lineCode: code, isComplete }: Placed): string | null {
  const faults = [
    ...(position.position_type === 'text' && code === null
      ? [`:line_code=>["can't be blank", "must be a valid line code"]`]
      : []),
    ...(isComplete ? [] : [':position=>["is incomplete"]']),
  ];
  return faults.length === 0 ? null : `Note {${faults.join(', ')}}`;
}
