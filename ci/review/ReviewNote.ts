import type { BotFinding } from '../../utils/review/BotReview.ts';
import { FOOTER_START } from '../../utils/page/notes/statusNote.ts';
import { blockFor, plainBlock, withoutSuggestions } from '../../utils/review/noteBody.ts';
import { codeSpan } from '../../utils/outcome/markdown/writeCode.ts';
import { harmlessMarkdown } from '../../utils/outcome/markdown/harmlessMarkdown.ts';
import { fieldOf } from '../gitlabApi.ts';
import type { Job } from '../Job.ts';

/** A finding as it is posted. */
export interface ReviewNote {
  finding: BotFinding;
  /** At its line, without the footer. */
  atLine: string;
  /** In the comment on the whole. */
  inComment: string;
}

/** Writes a finding as a note: harmless and redacted, like everything that the job writes. */
export function reviewNoteOf(
  finding: BotFinding,
  { place, redact }: Pick<Job, 'place' | 'redact'>,
): ReviewNote {
  const { at, applies } = finding;
  const text = harmlessMarkdown(withoutSuggestions(redact(finding.text)), place.serverUrl).trim();
  const suggestion = finding.suggestion === null ? null : redact(finding.suggestion);
  const code = suggestion === null || suggestion === '' ? '' : `\n\n${plainBlock(suggestion)}`;
  const { start, end } = at?.position.line_range ?? {};
  const above = (end?.new_line ?? 0) - (start?.new_line ?? 0);
  // What was masked would replace the lines by its mask.
  const block =
    applies && suggestion !== null && suggestion === finding.suggestion
      ? blockFor(above, suggestion)
      : null;
  return {
    finding,
    atLine: `${text}${block === null ? code : `\n\n${block}`}`,
    inComment: `${codeSpan(redact(finding.place))}\n\n${text}${code}`,
  };
}

/** The words of a note, without marks: whoever makes Markdown harmless sets others. */
function wordsIn(body: string): string {
  const own = body.split(`\n\n${FOOTER_START}`)[0] ?? '';
  const words = own.replace(/&(?:lt|gt|amp);/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}

/** Whether a note says it already, whoever wrote it: the same words, at the same line or in a comment. */
export function isSaidBy(note: unknown, { finding, atLine, inComment }: ReviewNote): boolean {
  const said = wordsIn(String(fieldOf(note, 'body') ?? ''));
  const position = fieldOf(note, 'position');
  if (typeof position !== 'object' || position === null) return said.includes(wordsIn(inComment));
  const wanted = finding.at?.position;
  return (
    wanted !== undefined &&
    said === wordsIn(atLine) &&
    fieldOf(position, 'new_path') === wanted.new_path &&
    (fieldOf(position, 'old_line') ?? undefined) === wanted.old_line &&
    (fieldOf(position, 'new_line') ?? undefined) === wanted.new_line
  );
}
