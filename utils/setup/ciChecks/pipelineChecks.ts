import { isRecord, listOf } from '../../pipeline/rules/isRecord.ts';
import type { Check, Seen } from './Check.ts';
import { linesOf, type CheckedFile, type FileJob } from './FileJob.ts';

const SCRIPTS = ['before_script', 'script', 'after_script'] as const;

/** The first line under the keywords in which a sign is found, comments aside. */
export function seenIn(job: FileJob, keywords: readonly string[], sign: RegExp): Seen | null {
  for (const keyword of keywords)
    for (const text of linesOf(job, keyword))
      for (const line of text.split('\n'))
        if (sign.test(line.slice(0, 2_000)) && !/^\s*#/.test(line))
          return { keyword, sign: line.trim().slice(0, 60) };
  return null;
}

function nameOfImage(image: unknown): string | null {
  const name = isRecord(image) ? image['name'] : image;
  return typeof name === 'string' && !/[$\s]/.test(name) ? name : null;
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

const PUSHES =
  /\b(?:docker|podman|buildah|nerdctl|crane|skopeo)\s+(?:image\s+)?(?:push|copy)\b|--push\b|kaniko\/executor\b(?!.{0,400}--no-push)/;
const SCANS = /\b(?:trivy\s+(?:image|fs)|grype\s|snyk\s+container)/;
const STAGING = /stag|scan|tmp|temp|cache|COMMIT|SHA|PIPELINE/i;

function stageOf(job: FileJob, { stages }: CheckedFile): number {
  const { stage } = job.values;
  return stages.indexOf(typeof stage === 'string' ? stage : 'test');
}

function scans(job: FileJob): boolean {
  return seenIn(job, SCRIPTS, SCANS) !== null;
}

function hasCache(job: FileJob, file: CheckedFile): boolean {
  const standard = file.top.values['default'];
  const inherited = 'cache' in file.top.values || (isRecord(standard) && 'cache' in standard);
  return 'cache' in job.values || inherited;
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
      const dind = listOf(values['services'])
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
    kind: 'ci_pushed_unscanned',
    look(job, file) {
      const pushed = seenIn(job, ['script'], PUSHES);
      if (pushed === null || scans(job) || STAGING.test(linesOf(job, 'script').join('\n')))
        return null;
      const stage = stageOf(job, file);
      const later = file.jobs.some((other) => scans(other) && stageOf(other, file) > stage);
      return stage !== -1 && later ? pushed : null;
    },
  },
  {
    kind: 'ci_scan_ignored',
    look: (job) =>
      scans(job) && job.values['allow_failure'] === true ? { keyword: 'allow_failure' } : null,
  },
  {
    kind: 'ci_scanner_uncached',
    look(job, file) {
      const scan = seenIn(job, ['script'], /\btrivy\s+(?:image|fs)\b/);
      const text = file.text;
      const cached =
        hasCache(job, file) ||
        job.open ||
        /TRIVY_CACHE_DIR|--cache-dir|--server\b|--skip-db-update/.test(text);
      return scan !== null && !cached ? scan : null;
    },
  },
];

function nameOfImageOrText(service: unknown): string {
  const name = isRecord(service) ? service['name'] : service;
  return typeof name === 'string' ? name : '';
}
