import type { FailureKind } from '../gitlab/Failure.ts';
import { inKilobytes } from './byteLength.ts';
import { type Label, labelText } from './Label.ts';

/** Why a file's text is not there: GitLab's reasons, and our own. */
export const ABSENCES = [
  'left_out',
  'too_large',
  'collapsed',
  'binary',
  'not_utf8',
  'without_text',
  'no_text',
] as const;
export type Absence = (typeof ABSENCES)[number];

/** How linked things are linked to the page. */
export const RELATIONS = [
  'related',
  'blocked_by',
  'blocks',
  'closes',
  'closed_by',
  'names',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Why something is left out: as a whole, or so many parts of its diff. */
export type Why = Absence | { gone: number; parts: number };

/** Something that a part of the context lacks. Sizes are UTF-8 bytes, 0 where they are not known. */
export type Cut =
  /** One thing. */
  | { kind: 'omitted'; label: Label; why: Why; bytes: number }
  /** Files of one folder; `names` of the first few, below it. */
  | { kind: 'folder'; folder: string; count: number; why: Why; bytes: number; names: string[] }
  /** Many things of one part, the first few named. */
  | { kind: 'several'; count: number; bytes: number; labels: Label[] }
  | { kind: 'shortened'; label: Label; kept: number; bytes: number }
  /** So many things that are not named. */
  | { kind: 'more'; count: number }
  /** The page's budget of time did not reach it. */
  | { kind: 'unreached'; label: Label }
  /** The log of a failed job beyond those that are read. */
  | { kind: 'unread_log'; job: string }
  /** Names of fields as GitLab's API has them. */
  | { kind: 'fields'; names: string[] }
  /** GitLab gives so many of the changed files; `of` in its own words. */
  | { kind: 'files_given'; given: number; of: string }
  /** Texts by people who are no members. */
  | { kind: 'strangers'; count: number }
  | {
      kind: 'unread_list';
      of: 'issue' | 'merge_request';
      relation: Relation;
      failure: FailureKind;
    };

const ABSENCE_TEXT: Record<Absence, string> = {
  left_out: 'left out',
  too_large: 'too large, not shown by GitLab',
  collapsed: 'collapsed by GitLab',
  binary: 'binary',
  not_utf8: 'not UTF-8, not shown by GitLab',
  without_text: 'binary, empty or only its mode changed',
  no_text: 'no text from GitLab',
};

export const RELATION_TEXT: Record<Relation, string> = {
  related: 'related to this',
  blocked_by: 'blocked by this',
  blocks: 'blocks this',
  closes: 'closes this',
  closed_by: 'closed by this',
  names: 'names this',
};

function whyText(why: Why): string {
  return typeof why === 'string' ? ABSENCE_TEXT[why] : `${why.gone} of ${why.parts} parts left out`;
}

function sizeText(bytes: number): string {
  return bytes === 0 ? '' : ` (${inKilobytes(bytes)})`;
}

/** What is lacking, in one line of the prompt. */
export function cutText(cut: Cut): string {
  switch (cut.kind) {
    case 'omitted':
      return `${labelText(cut.label)}: ${whyText(cut.why)}${sizeText(cut.bytes)}`;
    case 'folder': {
      const { folder, count, why, bytes, names } = cut;
      const more = count > names.length ? ` and ${count - names.length} more` : '';
      return `${folder}: ${count} files ${whyText(why)}${sizeText(bytes)}: ${names.join(', ')}${more}`;
    }
    case 'several': {
      const { count, bytes, labels } = cut;
      return `${count} left out (${inKilobytes(bytes)}): ${labels.map(labelText).join(', ')} and ${count - labels.length} more`;
    }
    case 'shortened':
      return `${labelText(cut.label)}: cut after ${inKilobytes(cut.kept)} of ${inKilobytes(cut.bytes)}`;
    case 'more':
      return `and ${cut.count} more that are not named here`;
    case 'unreached':
      return `${labelText(cut.label)}: not reached, this page holds too much text`;
    case 'unread_log':
      return `log of job ${cut.job}`;
    case 'fields':
      return `not in GitLab's answer: ${cut.names.join(', ')}`;
    case 'files_given':
      return `GitLab gives ${cut.given} of ${cut.of} files`;
    case 'strangers':
      return `by people who are no members: ${cut.count}`;
    case 'unread_list':
      return `${cut.of.replace('_', ' ')}s, ${RELATION_TEXT[cut.relation]}: could not be read (${cut.failure})`;
  }
}
