import { isTooDense } from '../../../context/clean/isTooDense.ts';
import { locateRootFile } from '../../../pipeline/locateRootFile.ts';
import { checkBeside } from '../../ciChecks/checkBeside.ts';
import { checkCiFile } from '../../ciChecks/checkCiFile.ts';
import type { CiFinding } from '../../ciChecks/CiFinding.ts';
import { type CiSource, sourceOf } from '../../ciChecks/CiSource.ts';
import { findingsOfSettings } from '../../ciChecks/findingsOfSettings.ts';
import type { TroubleCause } from '../Cause.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { filePlace } from '../filePlace.ts';
import { amber, fine, unread } from '../lines.ts';
import { judgeGlsec } from './judgeGlsec.ts';
import { judgeSample } from './judgeSample.ts';

/** A finding, with the branch whose file it is in; null where the file lies outside of the project. */
interface Found extends CiFinding {
  ref: string | null;
}

/** Which files are judged: the project's own on its default branch, and the one that asks run with, where that is another. */
interface Judged {
  source: CiSource;
  ref: string | null;
}

function textOf({ job, line, text }: CiFinding): string {
  return job === null ? `${line}: ${text}` : `${line}: ${text} (${job})`;
}

/** What Claude is asked for, where the user presses for it: the places; it finds the reason there. */
function wordsFor(found: readonly CiFinding[]): string {
  const kind = found[0]?.kind.replaceAll('_', ' ') ?? '';
  const lines = found.map((one) => `    ${one.path}:${textOf(one)}`).join('\n');
  return `Fix this with the smallest change, and keep what the pipeline does: ${kind}. The lines:\n\n${lines}`;
}

function judgedFiles({ ci, place, asked, home }: Facts): Judged[] {
  const own = ci.ok && ci.value !== null ? [{ source: ci.value, ref: ci.value.ref }] : [];
  // With a central runner project the file that asks run with is nobody's own.
  const text = place.ok && asked === null ? place.value.rootFile : null;
  const ref = place.ok ? place.value.ref.name : null;
  if (text === null || own.some((one) => one.ref === ref)) return own;
  const root = locateRootFile(home.ci_config_path ?? null);
  const path = root.kind === 'url' ? root.url : root.path;
  return [...own, { source: sourceOf(text, path), ref: root.kind === 'own' ? ref : null }];
}

/** What the check of copied samples says of the job that runs Claude is not said twice. */
const SAID_OF_SAMPLES: Partial<Record<CiFinding['kind'], TroubleCause>> = {
  agent_argument: 'sample_argument',
  agent_any_command: 'sample_bash',
  agent_unpinned: 'sample_unpinned',
};

function isSaid({ kind, job }: Found, sample: readonly DoctorLine[]): boolean {
  const counterpart = SAID_OF_SAMPLES[kind];
  return sample.some(({ cause, values }) => cause === counterpart && values?.[0] === job);
}

function lineOf(found: readonly Found[], webUrl: string, root: string | undefined): DoctorLine[] {
  const [first] = found;
  if (!first) return [];
  const where = first.path === root ? String(first.line) : `${first.path}:${first.line}`;
  const places = found.flatMap(({ ref, ...one }) =>
    ref === null ? [] : filePlace(webUrl, { ...one, ref, text: textOf(one) }),
  );
  return [
    amber('ci_checks', first.kind, {
      values: [first.job ?? first.path, where],
      ...(places.length === found.length ? { places } : { detail: found.map(textOf).join('\n') }),
      fix: { kind: 'askClaude', words: wordsFor(found) },
    }),
  ];
}

/** What the project's CI file could do better, found without a model: one line for each kind. */
export function judgeCiChecks(facts: Facts): DoctorLine[] {
  const { ci, asked, home } = facts;
  const files = judgedFiles(facts);
  const beside = ci.ok && ci.value ? checkBeside(ci.value, ci.value.beside) : [];
  const sample = judgeSample(facts);
  const all = files.flatMap(({ source, ref }): Found[] =>
    [
      ...checkCiFile(source),
      // Settings are known of the project that pipelines run in.
      ...(asked === null ? findingsOfSettings(source, facts) : []),
      ...(ci.ok && source === ci.value ? beside : []),
    ].map((one) => ({ ...one, ref })),
  );
  const found = all.filter((one) => !isSaid(one, sample));
  const worked = asked?.ok ? asked.value : home;
  const kinds = [...Map.groupBy(found, ({ kind }) => kind).values()];
  const lines = kinds.flatMap((one) => lineOf(one, worked.web_url, files[0]?.source.path));
  const glsec = judgeGlsec(facts);
  if (!ci.ok) lines.push(unread('ci_checks', ci.failure));
  const isWell =
    [...lines, ...glsec].every(({ light }) => light === 'green') &&
    !files.some(({ source }) => isTooDense(source.text));
  if (isWell && files.length > 0) lines.push(fine('ci_checks', 'ci_checks'));
  return [...lines, ...glsec];
}
