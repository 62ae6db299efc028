import { checkCiFile } from '../../ciChecks/checkCiFile.ts';
import type { CiFinding } from '../../ciChecks/CiFinding.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { amber, fine } from '../lines.ts';

/** What Claude is asked for, where the user presses for it: the place and the line; it finds the reason there. */
function wordsFor({ kind, job, line, text }: CiFinding): string {
  const where = job === null ? `line ${line}` : `line ${line}, job "${job}"`;
  return `Mend this in the CI file (${where}), with the smallest change, and keep what the pipeline does: ${kind.replaceAll('_', ' ')}.\n\n    ${text}`;
}

/** What the project's CI file could do better, found without a model. */
export function judgeCiChecks({ place, asked }: Facts): DoctorLine[] {
  // With a central runner project the file is nobody's own.
  const text = place.ok && asked === null ? place.value.rootFile : null;
  if (text === null) return [];
  const found = checkCiFile(text);
  if (found.length === 0) return [fine('ci_checks', 'ci_checks')];
  return found.map((finding) =>
    amber('ci_checks', finding.kind, {
      values: [finding.job ?? '', String(finding.line)],
      detail: `${finding.line}: ${finding.text}`,
      fix: { kind: 'askClaude', words: wordsFor(finding) },
    }),
  );
}
