import type { SarifResult } from '../../ciChecks/readSarif.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { filePlace } from '../filePlace.ts';
import { amber, fine } from '../lines.ts';

/** What Claude is asked for: rules and places alone, since what a scanner says of a file may quote it. */
function wordsFor(results: readonly SarifResult[], root: string): string {
  const lines = results.map(({ rule, path, line }) => `    ${path ?? root}:${line}: ${rule}`);
  return `Fix what glsec reports in the CI file, with the smallest change, and keep what the pipeline does. Its rules and lines:\n\n${lines.join('\n')}`;
}

/** What glsec says, where the project runs it in its own pipeline and keeps its report. */
export function judgeGlsec({ ci, asked, home }: Facts): DoctorLine[] {
  if (!ci.ok || !ci.value?.glsec) return [];
  const { glsec, ref, path: root } = ci.value;
  const { job, results } = glsec;
  if (results.length === 0) return [fine('ci_checks', 'ci_glsec', job)];
  const worked = asked?.ok ? asked.value : home;
  return [
    amber('ci_checks', 'ci_glsec', {
      values: [job, String(results.length)],
      places: results.map(({ rule, path, line, message }) =>
        filePlace(worked.web_url, {
          ref,
          path: path ?? root,
          line,
          text: `${line}: ${rule} ${message}`,
        }),
      ),
      fix: { kind: 'askClaude', words: wordsFor(results, root) },
    }),
  ];
}
