import type { CiVariable } from './types.ts';

/** Where the runner keeps the file variables of a job, beside its project folder. */
export function filePathIn(projectFolder: string): (key: string) => string {
  return (key) => `${projectFolder}.tmp/${key}`;
}

/**
 * The program that the runner feeds to the shell's standard input: variables, then the lines, each shown before it runs.
 * @param variables as the job sees them, expanded
 * @param isOpen leaves what is written before the lines open to every user
 */
export function jobShell(
  variables: readonly CiVariable[],
  projectFolder: string,
  lines: readonly string[],
  isOpen = false,
): string {
  const temporary = quote(`${projectFolder}.tmp`);
  const body = [
    isOpen ? `umask 0000; mkdir -p ${temporary}` : `mkdir -p -m 700 ${temporary}`,
    ...variables.map((variable) => exportLine(variable, filePathIn(projectFolder))),
    ...(isOpen ? ['umask 0022'] : []),
    `cd ${quote(projectFolder)}`,
    ...lines.flatMap((line) => [`echo ${quote(shown(line))}`, line]),
    '',
  ].join('\n');
  return [
    'trap exit 1 TERM',
    'if set -o | grep pipefail > /dev/null; then set -o pipefail; fi; set -o errexit',
    'set +o noclobber',
    `: | eval ${quote(body)}`,
    'exit 0',
    '',
  ].join('\n');
}

/** Single quotes, as the runner's `sh` quoting writes them. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

function exportLine(variable: CiVariable, filePath: (key: string) => string): string {
  if (variable.variable_type !== 'file') return `export ${variable.key}=${quote(variable.value)}`;
  const path = quote(filePath(variable.key));
  return `printf '%s' ${quote(variable.value)} > ${path}\nexport ${variable.key}=${path}`;
}

/** A command as the log shows it: the first line alone, in green. */
function shown(line: string): string {
  const [first = '', ...more] = line.trimEnd().split('\n');
  const collapsed = more.length > 0 ? ' # collapsed multi-line command' : '';
  return `\u001b[32;1m$ ${first}${collapsed}\u001b[0;m`;
}
