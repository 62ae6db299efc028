import { locateRootFile } from '../../../pipeline/locateRootFile.ts';
import { checkCiFile } from '../../ciChecks/checkCiFile.ts';
import type { CiFinding } from '../../ciChecks/CiFinding.ts';
import { findingsOfSettings } from '../../ciChecks/findingsOfSettings.ts';
import type { DoctorLine, FilePlace } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { amber, fine } from '../lines.ts';

function textOf({ job, line, text }: CiFinding): string {
  return job === null ? `${line}: ${text}` : `${line}: ${text} (${job})`;
}

/** What Claude is asked for, where the user presses for it: the places; it finds the reason there. */
function wordsFor(found: readonly CiFinding[]): string {
  const kind = found[0]?.kind.replaceAll('_', ' ') ?? '';
  const lines = found.map((one) => `    ${textOf(one)}`).join('\n');
  return `Mend this in the CI file, with the smallest change, and keep what the pipeline does: ${kind}. The lines:\n\n${lines}`;
}

function fileOf({ home }: Facts): string {
  const root = locateRootFile(home.ci_config_path ?? null);
  return root.kind === 'url' ? root.url : root.path;
}

/** The line in GitLab's view of the file. */
function placeOf(facts: Facts, finding: CiFinding): FilePlace {
  const { home, place } = facts;
  const ref = place.ok ? place.value.ref.name : '';
  const file = [ref, fileOf(facts)].map((part) =>
    part.split('/').map(encodeURIComponent).join('/'),
  );
  return {
    text: textOf(finding),
    url: `${home.web_url}/-/blob/${file.join('/')}#L${finding.line}`,
  };
}

/** What the project's CI file could do better, found without a model: one line for each kind. */
export function judgeCiChecks(facts: Facts): DoctorLine[] {
  const { place, asked, home } = facts;
  // With a central runner project the file is nobody's own.
  const text = place.ok && asked === null ? place.value.rootFile : null;
  if (text === null) return [];
  const own = locateRootFile(home.ci_config_path ?? null).kind === 'own';
  const kinds = Map.groupBy(
    [...checkCiFile(text), ...findingsOfSettings(text, facts)],
    ({ kind }) => kind,
  );
  if (kinds.size === 0) return [fine('ci_checks', 'ci_checks')];
  return [...kinds].map(([kind, found]) => {
    const [first] = found;
    return amber('ci_checks', kind, {
      values: [first?.job ?? fileOf(facts), String(first?.line ?? '')],
      ...(own
        ? { places: found.map((one) => placeOf(facts, one)) }
        : { detail: found.map(textOf).join('\n') }),
      fix: { kind: 'askClaude', words: wordsFor(found) },
    });
  });
}
