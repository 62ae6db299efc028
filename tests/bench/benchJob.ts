import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLAUDE_VERSION } from '../../ci/claude/claudePackages.ts';
import { smallRootFile, programFile } from '../../utils/setup/jobFiles.ts';
import { rootFileFrom } from '../../utils/setup/rootFileFrom.ts';
import { PROGRAM_PATH } from '../../utils/setup/smallRoot.ts';
import { openShop, type Shop } from '../job/openShop.ts';
import { plantIn } from '../job/plantIn.ts';

/** What stands in a script before everything else. */
type Before = string;

/** The widely copied sample, less what installs an image's packages, and with the prompt where it cannot be an option. */
function sample(url: string, before: Before): string {
  return rootFileFrom(`claude:
  variables: { GIT_STRATEGY: fetch }
  script:
    - |
      ${before}
      export ANTHROPIC_BASE_URL='${url}'
      claude -p -- "$AI_FLOW_INPUT"
`);
}

function ours(url: string, before: Before, mirror: string): string {
  const settings = mirror === '' ? {} : { mirror };
  const root = smallRootFile({
    provider: 'claude',
    endpoints: { anthropic: url },
    choices: { settings },
  });
  return root.replace('      cd / &&', () => `      ${before}\n      cd / &&`);
}

/** Seconds from a job's start to its first request of the model; with the clone, which is the same for all. */
async function secondsTo(shop: Shop, root: string): Promise<number> {
  plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': root, [PROGRAM_PATH]: programFile() });
  const requests = shop.requests();
  let first = 0;
  const push = requests.push.bind(requests);
  requests.push = (...more) => {
    first ||= Date.now();
    return push(...more);
  };
  try {
    await shop.ask({ prompt: 'Why?' });
  } catch (error) {
    // The sample leaves no result of ours.
    if (!/left no result/.test(String(error))) throw error;
  } finally {
    requests.push = push;
  }
  const job = shop.sandbox.pipelines('acme/webshop').at(-1)?.jobs[0];
  if (first === 0) throw new Error(`No model was asked:\n${job?.log ?? ''}`);
  return (first - Date.parse(job?.startedAt ?? '')) / 1000;
}

/** A PATH with Node.js, npm and git, and without Claude Code. */
function bareMachine(folder: string): Before {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  symlinkSync(process.execPath, join(tools, 'node'));
  const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  symlinkSync(npm, join(tools, 'npm'));
  return `export PATH='${tools}:/usr/local/bin:/usr/bin:/bin'`;
}

/** A command that lists names, sizes and times: the disk space that `ls` counts besides may come later. */
function listed(folder: string): string {
  return `(cd ${folder} && stat -c "%n %s %y" *)`;
}

/**
 * Medians of a few runs of each, by turns: what else the machine does slows both alike. The ratio is the median of the rounds'
 * own, since it changes from round to round.
 */
async function compare(
  what: string,
  times: number,
  own: () => Promise<number>,
  other: () => Promise<number>,
): Promise<void> {
  const rounds: { own: number; other: number }[] = [];
  for (let run = 0; run < times; run += 1) {
    // Each comes first as often as the other: whatever comes second finds the machine a little warmer.
    const first = run % 2 === 0 ? await other() : await own();
    const second = run % 2 === 0 ? await own() : await other();
    rounds.push(run % 2 === 0 ? { other: first, own: second } : { other: second, own: first });
  }
  const took = median(rounds.map((round) => round.own)).toFixed(2);
  const theirs = median(rounds.map((round) => round.other)).toFixed(2);
  const ratio = median(rounds.map((round) => round.own / round.other)).toFixed(2);
  console.log(`job, ${what}: ours ${took} s, the sample ${theirs} s, ratio ${ratio}`);
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Prints how long our job and the sample take until the model is asked: with Claude Code in the image, from the cache, from npm. */
export async function benchJob(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-job-'));
  const shop = await openShop();
  const url = shop.sandbox.model?.url ?? '';
  try {
    // Once without measuring, so that neither pays for what the machine reads first.
    await secondsTo(shop, sample(url, ':'));
    await compare(
      'Claude Code in the image',
      7,
      () => secondsTo(shop, ours(url, ':', '')),
      () => secondsTo(shop, sample(url, ':')),
    );
    if (spawnSync('npm', ['ping'], { stdio: 'ignore' }).status !== 0) {
      console.log('job, from npm and from the cache: not measured, since no registry answers');
      return;
    }
    const mirror = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
    const bare = bareMachine(folder);
    const installs = `${bare}; export npm_config_prefix="$(mktemp -d)" npm_config_cache="$(mktemp -d)"; npm install -g --registry '${mirror}' @anthropic-ai/claude-code@${CLAUDE_VERSION} > /dev/null; export PATH="$npm_config_prefix/bin:$PATH"`;
    const installed = (): Promise<number> => secondsTo(shop, sample(url, installs));
    const kept = join(folder, 'kept');
    const keeps = `${bare}; trap 'rm -rf ${kept}; cp -a "$CI_PROJECT_DIR/.ask-claude-cache" ${kept}' EXIT`;
    await compare('from npm', 2, () => secondsTo(shop, ours(url, keeps, mirror)), installed);
    const restores = `${bare}; cp -a ${kept} "$CI_PROJECT_DIR/.ask-claude-cache"; trap '${listed(kept)} > ${folder}/before; ${listed('"$CI_PROJECT_DIR/.ask-claude-cache"')} | cmp - ${folder}/before && echo UNCHANGED || echo CHANGED' EXIT`;
    await compare('from the cache', 2, () => secondsTo(shop, ours(url, restores, '')), installed);
    // The sample's runs say nothing of it.
    const [said] = shop.sandbox
      .pipelines('acme/webshop')
      .flatMap(({ jobs }) => /^(?:UN)?CHANGED$/m.exec(jobs[0]?.log ?? '') ?? [])
      .slice(-1);
    const changed = said === 'UNCHANGED' ? 'unchanged: nothing is uploaded' : (said ?? 'not told');
    console.log(`job, the cache after such a run: ${changed}`);
  } finally {
    await shop.sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
