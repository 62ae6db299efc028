import { linesOf, mergedFile, checkedFile, type CheckedFile } from './FileJob.ts';
import type { CiFinding, CiFindingKind } from './CiFinding.ts';
import type { CiSource } from './CiSource.ts';
import { ignoringLine } from './ignoringLine.ts';

/** Files of the project's top folder that the CI file is held against, by their names; of some nothing but the name is read. */
export type FilesBeside = ReadonlyMap<string, string | null>;

const SCRIPTS = ['before_script', 'script'] as const;
/** What is looked at of a file. */
const LONGEST = 100_000;

function at(path: string, line: number, text: string): Omit<CiFinding, 'kind'> {
  return { job: null, path, line, text: text.trim().slice(0, 300) };
}

/** The commands of a text whose lines may go on in the next, each with the line in which it begins. */
function commandsOf(text: string): { line: number; command: string }[] {
  const commands: { line: number; command: string }[] = [];
  let goesOn = false;
  for (const [index, written] of text.slice(0, LONGEST).split(/\r?\n/).entries()) {
    const isComment = /^\s*#/.test(written);
    const [last] = goesOn ? commands.slice(-1) : [];
    const command = isComment ? '' : written.replace(/\\\s*$/, ' ');
    if (last) last.command += command;
    else commands.push({ line: index + 1, command });
    if (!isComment) goesOn = /\\\s*$/.test(written);
  }
  return commands;
}

/** What a `COPY` or `ADD` takes from the build's folder, as far as it is written out. */
function copied(command: string): string[] {
  const [, rest] = /^\s*(?:COPY|ADD)\s+(.*)$/i.exec(command) ?? [];
  if (rest === undefined || /--from[= ]|<</.test(rest)) return [];
  const plain = rest.replace(/^(?:--\S+\s+)*/, '').trim();
  const words = plain.startsWith('[')
    ? [...plain.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word)
    : plain.split(/\s+/);
  return words
    .slice(0, -1)
    .filter((word) => /^[\w./@+-]+$/.test(word) && !/^\.?\/?$|^https?:|\.\./.test(word));
}

/** C14: what `.dockerignore` keeps out of the build, and the Dockerfile copies all the same. */
function ignoredCopies(beside: FilesBeside): Omit<CiFinding, 'kind'>[] {
  const dockerfile = beside.get('Dockerfile');
  const ignore = beside.get('.dockerignore');
  if (!dockerfile || !ignore || beside.has('Dockerfile.dockerignore')) return [];
  return commandsOf(dockerfile).flatMap(({ line, command }) =>
    copied(command).some((path) => ignoringLine(ignore.slice(0, LONGEST), path) !== null)
      ? [at('Dockerfile', line, command)]
      : [],
  );
}

const BUILDS = /\b(?:docker|podman|buildah|nerdctl)\s+(?:image\s+|buildx\s+)?(?:build|bud)\s/;
/** The same by any builder. */
function buildsInCi(script: string): boolean {
  return BUILDS.test(script) || /kaniko\/executor\b|\bbuildctl\b/.test(script);
}

/** What changes the image: arguments, and the stage that is built. */
function flagsOf(command: string): string[] {
  return [
    ...[...command.matchAll(/--build-arg[= ]["']?(\w+)/g)].map(([, name = '']) => name),
    ...[...command.matchAll(/--target[= ]["']?([\w.-]+)/g)].map(([, name = '']) => name),
  ];
}

/** C15: an image that `make` builds with arguments or a target of which the CI file knows nothing, and builds by itself. */
function unmatchedBuild(beside: FilesBeside, ci: CheckedFile): Omit<CiFinding, 'kind'>[] {
  const makefile = beside.get('Makefile');
  const scripts = ci.jobs.map((job) => linesOf(job, ...SCRIPTS).join('\n'));
  const [build, ...others] = makefile
    ? commandsOf(makefile).filter(({ command }) => BUILDS.test(command))
    : [];
  const own = scripts.filter(buildsInCi);
  if (!build || others.length > 0 || own.length === 0) return [];
  const said = JSON.stringify(ci.top.values);
  // Arguments that come from elsewhere are not to be seen.
  if (
    own.some((script) =>
      /\bmake\b|\bbake\b|--build-arg[= ]["']?\$|\$\{?\w*(?:ARGS|OPTS|FLAGS|OPTIONS)\b/.test(script),
    )
  )
    return [];
  const missing = flagsOf(build.command).filter((flag) => !said.includes(flag));
  return missing.length > 0 ? [at('Makefile', build.line, build.command)] : [];
}

/** C16: the pipeline of another system, which nobody keeps in step any more. */
function leftOver(beside: FilesBeside): Omit<CiFinding, 'kind'>[] {
  return beside.has('Jenkinsfile') ? [at('Jenkinsfile', 1, 'Jenkinsfile')] : [];
}

/** What the files beside a CI file say against it. */
export function checkBeside({ text, merged }: CiSource, beside: FilesBeside): CiFinding[] {
  const ci = (merged !== null && mergedFile(merged)) || checkedFile(text);
  if (ci === null) return [];
  const found: [CiFindingKind, Omit<CiFinding, 'kind'>[]][] = [
    ['ci_dockerignore', ignoredCopies(beside)],
    ['ci_makefile_flags', unmatchedBuild(beside, ci)],
    ['ci_jenkinsfile', ci.jobs.some(({ name }) => !name?.startsWith('.')) ? leftOver(beside) : []],
  ];
  return found.flatMap(([kind, all]) => all.map((one) => ({ kind, ...one })));
}
