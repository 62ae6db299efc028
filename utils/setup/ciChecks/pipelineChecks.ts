import { isRecord, flatList } from '../../pipeline/rules/isRecord.ts';
import type { Check, Seen } from './Check.ts';
import type { FileJob } from './FileJob.ts';
import { seenIn } from './seenIn.ts';

const SCRIPTS = ['before_script', 'script', 'after_script'] as const;

function nameOfImage(image: unknown): string | null {
  const name = isRecord(image) ? image['name'] : image;
  return typeof name === 'string' && /^[a-z0-9][\w./:@-]+$/i.test(name) ? name : null;
}

/** Neither a tag nor a digest, or the tag that moves. */
function isUnpinned(name: string): boolean {
  const last = name.split('/').at(-1) ?? name;
  return !last.includes('@') && (!last.includes(':') || last.endsWith(':latest'));
}

/** Known forms of tokens, and long values of a secret's name that look like one. */
const TOKEN =
  /\b(?:glpat-[\w-]{20}|gh[pousr]_\w{30}|AKIA[A-Z0-9]{16}|sk-ant-[\w-]{20}|xox[bp]-\d{8})/;
const SECRET_NAME = /(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY)$/i;

function looksSecret(name: string, value: unknown): boolean {
  const text = isRecord(value) ? value['value'] : value;
  if (typeof text !== 'string') return false;
  if (TOKEN.test(text)) return true;
  const random =
    /^[A-Za-z0-9+/=_-]{20,200}$/.test(text) &&
    /\d/.test(text) &&
    /[a-z]/.test(text) &&
    /[A-Z]/.test(text);
  return SECRET_NAME.test(name) && random && !/example|changeme|dummy|placeholder|test/i.test(text);
}

/** How many jobs of each stage run in the same pipelines, as far as their rules are the same. */
function besideEachOther(jobs: readonly FileJob[]): ReadonlyMap<unknown, number> {
  const counts = new Map<string, number>();
  const most = new Map<unknown, number>();
  for (const { name, values } of jobs) {
    if (name?.startsWith('.') === true) continue;
    const stage = values['stage'] ?? 'test';
    const alike = JSON.stringify([stage, values['rules'], values['only'], values['except']]);
    const count = (counts.get(alike) ?? 0) + 1;
    counts.set(alike, count);
    most.set(stage, Math.max(count, most.get(stage) ?? 0));
  }
  return most;
}

/** The variable by which the runner writes all commands and values into the log. */
function traceOf(variables: unknown): Seen | null {
  const name = ['CI_DEBUG_TRACE', 'CI_DEBUG_SERVICES'].find(
    (one) => isRecord(variables) && /^(?:true|1)$/.test(String(variables[one])),
  );
  return name === undefined ? null : { keyword: 'variables', sign: name };
}

/** What the art of pipelines says; each is said only where the file itself shows it. */
export const PIPELINE_CHECKS: readonly Check[] = [
  {
    kind: 'ci_image_unpinned',
    look({ values }) {
      const name = nameOfImage(values['image']);
      return name !== null && isUnpinned(name) ? { keyword: 'image', sign: name } : null;
    },
  },
  {
    kind: 'ci_old_syntax',
    look({ name, values }) {
      if (name === null) return null;
      const keyword = ['only', 'except'].find((one) => values[one] !== undefined);
      return keyword === undefined ? null : { keyword };
    },
  },
  {
    kind: 'ci_docker_in_docker',
    look({ values }) {
      const dind = flatList(values['services'])
        .map(nameOfImageOrText)
        .find((name) => /(?:^|\/)docker:(?:[\w.-]*-)?dind\b/.test(name));
      return dind === undefined ? null : { keyword: 'services', sign: dind };
    },
  },
  {
    kind: 'ci_secret_written',
    look({ values }) {
      const { variables } = values;
      if (!isRecord(variables)) return null;
      const found = Object.entries(variables).find(([name, value]) => looksSecret(name, value));
      return found ? { keyword: 'variables', sign: found[0] } : null;
    },
  },
  {
    kind: 'ci_secret_printed',
    look: (job) =>
      seenIn(
        job,
        SCRIPTS,
        /^\s*(?:echo|printf)\s+(?:"[^"|>]{0,80})?\$\{?\w{0,60}(?:PASSWORD|SECRET|TOKEN|API_KEY|PRIVATE_KEY)\}?"?\s*$/,
      ),
  },
  {
    kind: 'ci_script_from_network',
    look: (job) =>
      seenIn(
        job,
        SCRIPTS,
        /\b(?:curl|wget) [^|#]{0,300}\|[ \t]{0,3}(?:sudo (?:-\w{1,3} )?)?(?:ba|z|da)?sh\b/,
      ),
  },
  {
    kind: 'ci_cache_shared',
    look({ values, open }) {
      const { cache } = values;
      if (open || !isRecord(cache) || !('paths' in cache) || 'key' in cache) return null;
      return { keyword: 'cache' };
    },
  },
  {
    kind: 'ci_notice_after_script',
    look: (job) =>
      seenIn(
        job,
        ['after_script'],
        /hooks\.slack\.com|SLACK_WEBHOOK|TEAMS_WEBHOOK|discord\.com\/api\/webhooks|\bsendmail\b|\bmailx?\s+-s\b/,
      ),
  },
  {
    // Where one job alone waits, or is waited for, a stage says the same.
    kind: 'ci_no_needs',
    look({ name, values }, { jobs, stages, includes }) {
      if (name !== null || includes || !('stages' in values)) return null;
      const said = jobs.some(
        ({ open, values: own }) => open || 'needs' in own || 'dependencies' in own,
      );
      const most = besideEachOther(jobs);
      const used = stages.map((stage) => most.get(stage) ?? 0).filter((count) => count > 0);
      const waits = used.some((count, index) => count > 1 && (used[index + 1] ?? 0) > 1);
      return !said && waits ? { keyword: 'stages' } : null;
    },
  },
  {
    kind: 'ci_traced',
    look: (job) =>
      traceOf(job.values['variables']) ??
      seenIn(job, SCRIPTS, /^\s*set\s+(?:-[a-wyz]{0,6}x|-o\s+xtrace\b)/),
  },
];

function nameOfImageOrText(service: unknown): string {
  const name = isRecord(service) ? service['name'] : service;
  return typeof name === 'string' ? name : '';
}
