import type { CheckedFinding } from './checkFindings.ts';
import { plainBlock, suggestionBlock, withoutSuggestions } from './noteBody.ts';
import type { ReviewChoice } from './Review.ts';
import type { Severity } from '../outcome/Finding.ts';

/** What writing notes needs of the world. */
export interface NoteWriter {
  /** Words in the user's language. */
  words: { severity(severity: Severity): string; whole(): string };
  /** Makes Markdown of a model harmless; see `defuseAnswer`. */
  defuse(text: string): string;
}

/** What a note says of a finding. */
export function saidText(
  { finding }: CheckedFinding,
  choice: ReviewChoice,
  writer: NoteWriter,
): string {
  const text = writer.defuse(withoutSuggestions(choice.text ?? finding.text)).trim();
  return `**${writer.words.severity(finding.severity)}:** ${text}`;
}

/** The note at a finding's own line, with its suggestion as GitLab applies it, or as code where it cannot. */
export function noteOfFinding(
  checked: CheckedFinding,
  choice: ReviewChoice,
  writer: NoteWriter,
): string {
  const { place, finding } = checked;
  const { suggestion } = finding;
  const text = saidText(checked, choice, writer);
  if (suggestion === null || choice.suggests === false || place === null) return text;
  const block = suggestionBlock(place, suggestion);
  if (block !== null) return `${text}\n\n${block}`;
  const same = suggestion.replace(/\n$/, '') === place.lines.map((line) => line.text).join('\n');
  return same || suggestion === '' ? text : `${text}\n\n${plainBlock(suggestion)}`;
}

/** One comment with all findings that have no line of the diff. */
export function noteOfOthers(
  all: readonly CheckedFinding[],
  choices: Readonly<Record<string, ReviewChoice>>,
  writer: NoteWriter,
): string {
  const parts = all.map((checked) => {
    const { key, finding } = checked;
    const choice = choices[key] ?? {};
    const place = `\`${finding.path.replaceAll('`', "'")}:${finding.from}\``;
    const text = saidText(checked, choice, writer);
    const code =
      finding.suggestion && choice.suggests !== false
        ? `\n\n${plainBlock(finding.suggestion)}`
        : '';
    return `${place}\n\n${text}${code}`;
  });
  return [`#### ${writer.words.whole()}`, ...parts].join('\n\n');
}
