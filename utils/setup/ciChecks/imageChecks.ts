import { isRecord, flatList } from '../../pipeline/rules/isRecord.ts';
import type { Check, Seen } from './Check.ts';
import { linesOf, type CheckedFile, type FileJob } from './FileJob.ts';
import { seenIn, type Sign } from './seenIn.ts';

const SCRIPTS = ['before_script', 'script', 'after_script'] as const;
const PUSHES: Sign = {
  test: (command) =>
    /\b(?:docker|podman|buildah|nerdctl|crane|skopeo)\s+(?:image\s+)?(?:push|copy)\b/.test(
      command,
    ) ||
    (/\b(?:build|buildx|bake)\b/.test(command) && /\s--push\b/.test(command)) ||
    (/kaniko\/executor\b/.test(command) && !command.includes('--no-push')),
};
/** A command of its own, not the name of a package that is installed. */
const TRIVY = /(?:^|[\s;&|(])trivy\s+(?:-\S+\s+){0,5}(?:image|fs|filesystem|rootfs)\b/;
const SCANS =
  /(?:^|[\s;&|(/])(?:trivy\s+(?:-\S+\s+){0,5}(?:image|fs|filesystem|rootfs)\b|grype\s|snyk\s+container)/;
/** Anything that could be a scan of images, by whatever program. */
const MAY_SCAN =
  /trivy|grype|snyk|clair|anchore|container.?scan|docker.scout|syft|wizcli|prisma|twistlock|xray|aqua|neuvector|sysdig|dockle/i;
const STAGING = /stag|scan|tmp|temp|cache|COMMIT|SHA|PIPELINE/i;
/** A push to a name for others: of what is copied, where to. */
const PROMOTES: Sign = {
  test(command) {
    const copies = /\b(?:push|copy)\b(?!=)/.test(command.replace(/--push\b/, ''));
    const target = copies ? (command.trim().split(/\s+/).at(-1) ?? '') : command;
    return PUSHES.test(command) && !STAGING.test(target);
  },
};
const WRITES_LATEST: Sign = {
  test: (command) =>
    /(?:\b(?:push|tag)|\s-t|--tag|--destination)[\s=]/.test(command) &&
    /:latest\b(?!-)/.test(command.replace(/--cache-from[ =]\S+/g, '')),
};

function stageOf(job: FileJob, { stages }: CheckedFile): number {
  const { stage } = job.values;
  return stages.indexOf(typeof stage === 'string' ? stage : 'test');
}

function scans(job: FileJob): boolean {
  return seenIn(job, SCRIPTS, SCANS) !== null;
}

function script(job: FileJob): string {
  return linesOf(job, ...SCRIPTS).join('\n');
}

function hasCache(job: FileJob, file: CheckedFile): boolean {
  return [job, file.top, ...file.standard].some(({ values }) => 'cache' in values);
}

/** Jobs that run; templates may be overridden by those that extend them. */
function runs({ name }: FileJob): boolean {
  return name !== null && !name.startsWith('.');
}

/** Whether something in the file says in which pipelines a job is. */
function isRestricted({ values, open }: FileJob, { top, includes }: CheckedFile): boolean {
  const { workflow } = top.values;
  const ruled = isRecord(workflow) && 'rules' in workflow;
  return open || includes || ruled || ['rules', 'only', 'except'].some((one) => one in values);
}

/** The rule or keyword by which a job waits for a press in a merge request's pipeline. */
function pressedInMergeRequests({ values }: FileJob): Seen | null {
  const manual = flatList(values['rules']).some(
    (rule) =>
      isRecord(rule) &&
      (rule['when'] ?? values['when']) === 'manual' &&
      /==\s*["']merge_request_event["']|^\s*\$CI_MERGE_REQUEST_I?ID\s*$/.test(String(rule['if'])),
  );
  if (manual) return { keyword: 'rules', sign: /merge_request_event|CI_MERGE_REQUEST_I?ID/ };
  const only = flatList(values['only']);
  return values['when'] === 'manual' && only.includes('merge_requests')
    ? { keyword: 'only', sign: 'merge_requests' }
    : null;
}

/** How a job builds an image without a cache that outlives it; a daemon of the runner's own keeps one. */
function builtUncached(job: FileJob, { text, top, standard }: CheckedFile): Seen | null {
  const [services] = [job, ...standard, top].flatMap(({ values }) => values['services'] ?? []);
  const dind = /docker:(?:[\w.-]*-)?dind/.test(JSON.stringify(services ?? ''));
  const own = script(job);
  const cached = /--cache|cache-from|cache-to|import-cache|export-cache|BUILDKIT_INLINE_CACHE/;
  if (cached.test(own) || /\bbake\b|DOCKER_HOST[^\n]{0,20}(?!docker:)\w+\.\w/.test(text))
    return null;
  const docker = dind ? seenIn(job, ['script'], /\bdocker\s+(?:buildx\s+)?build\s/) : null;
  return (
    docker ??
    seenIn(job, ['script'], /(?:^|\s)(?:\/kaniko\/executor|buildctl(?:-daemonless\.sh)?\s+build)\b/)
  );
}

/** A key of plain words, which stays the same whatever version writes under it. */
function keepsKey({ values }: FileJob): boolean {
  return flatList(values['cache']).some(
    (cache) =>
      isRecord(cache) && typeof cache['key'] === 'string' && /^[a-z._-]+$/i.test(cache['key']),
  );
}

/** Layers that are kept under an address written out, which is none of the project's own. */
const CACHE_ELSEWHERE =
  /(?:--(?:cache-(?:to|from)|(?:ex|im)port-cache)[ =]\S{0,60}\bref=|--cache-repo[ =])["']?(?!registry\.gitlab\.com\/)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\//;
/** What gives a container the whole machine: the daemon's socket, or all privileges. */
const WHOLE_MACHINE =
  /\b(?:docker|podman)\s+(?:container\s+)?run\s(?:[^|;&]{0,500}\s)?(?:--privileged\b(?!=false)|\S{0,20}\/var\/run\/docker\.sock\b)/;

/** What is said of jobs that build, scan and push images. */
export const IMAGE_CHECKS: readonly Check[] = [
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
    kind: 'ci_scan_missing',
    look(job, { text, jobs, includes }) {
      const pushed = runs(job) ? seenIn(job, ['script'], PUSHES) : null;
      // What a child pipeline does is not to be seen here.
      const hasChild = jobs.some(({ values }) => 'trigger' in values);
      if (pushed === null || includes || hasChild || MAY_SCAN.test(text)) return null;
      // Said once, of the first job that pushes.
      const first = jobs.find((one) => runs(one) && seenIn(one, ['script'], PUSHES) !== null);
      return first === job ? pushed : null;
    },
  },
  {
    kind: 'ci_scan_ignored',
    look: (job) =>
      scans(job) && job.values['allow_failure'] === true ? { keyword: 'allow_failure' } : null,
  },
  {
    // Trivy ends with 0 whatever it finds, unless it is told otherwise.
    kind: 'ci_scan_passes',
    look(job, { text }) {
      const scan = seenIn(job, SCRIPTS, TRIVY);
      const told = /--exit-code|TRIVY_EXIT_CODE|exit-code:|--config\b|trivy\.yaml/.test(text);
      return scan !== null && !told && job.values['allow_failure'] !== true ? scan : null;
    },
  },
  {
    kind: 'ci_scan_one_pass',
    look(job, { text }) {
      const lines = text.split('\n').filter((line) => TRIVY.test(line) && !/^\s*#/.test(line));
      const [only = ''] = lines;
      if (lines.length !== 1 || /\\\s*$/.test(only) || /\$\{?\w*(?:SEVERITY|ARGS|OPTS)/.test(only))
        return null;
      const serious = /--severity[ =]["']?(?:HIGH|CRITICAL)(?:,(?:HIGH|CRITICAL))?["']?(?:\s|$)/;
      const stops = /--exit-code[ =]["']?[1-9]/;
      return serious.test(only) && stops.test(only) ? seenIn(job, SCRIPTS, TRIVY) : null;
    },
  },
  {
    kind: 'ci_scanner_uncached',
    look(job, file) {
      const scan = seenIn(job, ['script'], TRIVY);
      const cached =
        hasCache(job, file) ||
        job.open ||
        /TRIVY_CACHE_DIR|--cache-dir|--server\b|--skip-db-update/.test(file.text);
      return scan !== null && !cached ? scan : null;
    },
  },
  {
    kind: 'ci_scanner_key',
    look: (job) =>
      seenIn(job, ['script'], TRIVY) && keepsKey(job) ? { keyword: 'cache', sign: /key:/ } : null,
  },
  {
    kind: 'ci_cache_elsewhere',
    look: (job) => seenIn(job, ['script'], CACHE_ELSEWHERE),
  },
  {
    kind: 'ci_docker_socket',
    look: (job) => seenIn(job, SCRIPTS, WHOLE_MACHINE),
  },
  {
    kind: 'ci_build_uncached',
    look: (job, file) => (runs(job) && !job.open ? builtUncached(job, file) : null),
  },
  {
    kind: 'ci_latest_anywhere',
    look(job, file) {
      if (!runs(job) || isRestricted(job, file) || seenIn(job, SCRIPTS, PUSHES) === null)
        return null;
      return seenIn(job, ['script'], WRITES_LATEST);
    },
  },
  {
    kind: 'ci_manual_promotion',
    look(job) {
      return runs(job) && seenIn(job, ['script'], PROMOTES) ? pressedInMergeRequests(job) : null;
    },
  },
];
