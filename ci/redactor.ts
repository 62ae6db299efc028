import { readFileSync } from 'node:fs';
import type { Environment } from './Environment.ts';
import { isSecret, looksSecret } from './changes/looksSecret.ts';

/** Set by GitLab, the runner, the image or the shell; what was asked is no secret either. */
const NOT_SECRET = new RegExp(
  `^(${[
    'CI|CI_.*|GITLAB_CI|GITLAB_FEATURES|GITLAB_USER_.*|AI_FLOW_.*|TRIGGER_PAYLOAD',
    'FF_.*|GIT_.*|RUNNER_.*',
    'PATH|HOME|PWD|OLDPWD|SHELL|SHLVL|USER|LOGNAME|TERM|LANG|LC_.*|TZ|HOSTNAME|TMPDIR|_',
    'NODE_VERSION|YARN_VERSION|NODE_EXTRA_CA_CERTS|ANTHROPIC_.*BASE_URL',
    // Words that are no secret, and that code which is changed may well hold.
    'ASK_CLAUDE_PROVIDER|CLAUDE_PROVIDER|CLAUDE_MODEL|AWS_REGION|CLOUD_ML_REGION',
    'AWS_ENDPOINT_URL_STS|GOOGLE_STS_ENDPOINT|GOOGLE_IAM_ENDPOINT|ENDPOINT_.*|ASK_CLAUDE_.*',
  ].join('|')})$`,
);
/** Predefined, and secret all the same. */
const SECRET = /^CI_(JOB_TOKEN|JOB_JWT.*|REPOSITORY_URL|.*PASSWORD|.*_TOKEN)$/;
/** GitLab masks nothing shorter. */
const SHORTEST = 8;
const SHORTEST_LINE = 16;

/**
 * The values that may not leave the job: GitLab's own tokens, and variables that are secrets by their name or by how they look,
 * with what file variables hold; the longest first.
 */
export function secretsOf(environment: Environment): string[] {
  const secrets = new Set<string>();
  for (const [key, value] of Object.entries(environment)) {
    if (value === undefined || (NOT_SECRET.test(key) && !SECRET.test(key))) continue;
    if (value === `${environment['CI_PROJECT_DIR'] ?? ''}.tmp/${key}`)
      addFile(secrets, key, readFileSync(value, 'utf8'));
    else if (SECRET.test(key) || isSecret(key, value)) addSecret(secrets, value);
  }
  return [...secrets].toSorted((one, other) => other.length - one.length);
}

/** Replaces these values in a text that leaves the job. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  return (text) => secrets.reduce((left, secret) => left.replaceAll(secret, '[MASKED]'), text);
}

function addSecret(secrets: Set<string>, value: string): void {
  const whole = value.trim();
  if (whole.length >= SHORTEST) secrets.add(whole);
  if (!whole.includes('\n')) return;
  for (const line of whole.split('\n'))
    if (line.trim().length >= SHORTEST_LINE) secrets.add(line.trim());
}

/** A file's lines, and words in them that look like secrets: `token: X` beside words that anybody writes. */
function addFile(secrets: Set<string>, name: string, text: string): void {
  if (isSecret(name, text)) addSecret(secrets, text);
  for (const word of text.split(/[\s"'`<>,;=]+|:\s/))
    if (word.length >= SHORTEST && looksSecret(word)) secrets.add(word);
}
