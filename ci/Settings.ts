import type { Environment } from './Environment.ts';
import { Fault } from './Fault.ts';

/** What the project decides about its job: literals of the job's file, which no sender can change. */
export interface Settings {
  /** Address of this GitLab; empty where the runner's clone tells it. */
  server: string;
  /** Where git reaches this GitLab, if that is another address than the server's. */
  gitRoot: string;
  /** Reaches everything by this proxy, whatever the environment says. */
  proxy: string;
  /** A file of the image with further certificate authorities. */
  ca: string;
  /** The npm registry that Claude Code comes from, in place of npm's own. */
  mirror: string;
  /** One command that checks a change; empty for none. */
  check: string;
  checkMinutes: number;
  /** How often Claude may mend what the check found. */
  checkRounds: number;
  branchPrefix: string;
  /** With `{title}`, `{body}`, `{issue}`, `{job}` and `{asker}` for what they name; empty for the job's own form. */
  commitMessage: string;
  /** `Name <address>` of author and committer; empty for Claude. */
  author: string;
  signOff: boolean;
  /** Names the asker, with the address that GitLab knows, in the commit. */
  coAuthor: boolean;
  /** `api`: GitLab makes the commits, in the access token's name, and signs them where it is set to. */
  commitsBy: 'git' | 'api';
  maxTurns: number;
  maxCostUsd: number;
  maxMinutes: number;
  fallbackModel: string;
  /** Claude is asked at Microsoft Foundry, under this resource's name or whole address, instead of the Claude API. */
  foundry: string;
  /** Claude may read the logs of a merge request's failed jobs. */
  jobLogs: boolean;
  /** One line a header, `Name: value`, for requests to the model; no secrets. */
  headers: string;
}

const TEXT = /^[^\p{Cc}]{0,500}$/u;
const ADDRESS = /^(https?:\/\/[\w.:[\]/~@%-]+)?$/;

type Form = { of: 'text'; form: RegExp } | { of: 'number'; most: number } | { of: 'flag' };

/** Each setting's name in the file, its form and what it is where the file does not say. */
const SETTINGS: { [Name in keyof Settings]: [key: string, form: Form, otherwise: Settings[Name]] } =
  {
    server: ['server', { of: 'text', form: ADDRESS }, ''],
    gitRoot: ['git_root', { of: 'text', form: ADDRESS }, ''],
    proxy: ['proxy', { of: 'text', form: ADDRESS }, ''],
    ca: ['ca', { of: 'text', form: /^(\/[\w./-]+)?$/ }, ''],
    mirror: ['mirror', { of: 'text', form: ADDRESS }, ''],
    check: ['check', { of: 'text', form: TEXT }, ''],
    checkMinutes: ['check_minutes', { of: 'number', most: 120 }, 10],
    checkRounds: ['check_rounds', { of: 'number', most: 5 }, 2],
    branchPrefix: ['branch_prefix', { of: 'text', form: /^[\w./#-]{1,100}$/ }, 'claude/'],
    commitMessage: ['commit_message', { of: 'text', form: /^[^]{0,2000}$/ }, ''],
    author: [
      'author',
      { of: 'text', form: /^([^\p{Cc}<>]{1,100} <[^\p{Cc}<> @]{1,100}@[^\p{Cc}<> @]{1,100}>)?$/u },
      '',
    ],
    signOff: ['sign_off', { of: 'flag' }, false],
    coAuthor: ['co_author', { of: 'flag' }, true],
    commitsBy: ['commits_by', { of: 'text', form: /^(git|api)$/ }, 'git'],
    maxTurns: ['max_turns', { of: 'number', most: 1000 }, 40],
    maxCostUsd: ['max_cost_usd', { of: 'number', most: 1000 }, 5],
    maxMinutes: ['max_minutes', { of: 'number', most: 600 }, 25],
    fallbackModel: ['fallback_model', { of: 'text', form: /^[\w.:@/[\]-]{0,200}$/ }, ''],
    foundry: [
      'foundry',
      {
        of: 'text',
        form: /^([A-Za-z0-9][A-Za-z0-9-]{0,62}[A-Za-z0-9]|https?:\/\/[\w.:[\]/~-]+)?$/,
      },
      '',
    ],
    jobLogs: ['job_logs', { of: 'flag' }, true],
    headers: ['headers', { of: 'text', form: /^([\w-]+: [ -~]+(\n|$))*$/ }, ''],
  };

/** The settings where the file says nothing. */
export const DEFAULTS: Settings = settingsOf({});

/**
 * Reads `ASK_CLAUDE_SETTINGS`, JSON that the job's script exports from a literal.
 * @throws Fault that names what is unknown or does not have its form
 */
export function settingsOf(environment: Environment): Settings {
  const given = recordOf(environment['ASK_CLAUDE_SETTINGS'] || '{}');
  const known = Object.values(SETTINGS).map(([key]) => key);
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new Fault(`The job’s file has an unknown setting: ${unknown}.`);
  const read = <Value>([key, form, otherwise]: [string, Form, Value]): Value => {
    const value = given[key];
    if (value === undefined) return otherwise;
    if (!hasForm(value, form))
      throw new Fault(`The setting ${key} of the job’s file does not have its form.`);
    // Its form says which type it has.
    return value as Value;
  };
  return {
    server: read(SETTINGS.server),
    gitRoot: read(SETTINGS.gitRoot),
    proxy: read(SETTINGS.proxy),
    ca: read(SETTINGS.ca),
    mirror: read(SETTINGS.mirror),
    check: read(SETTINGS.check),
    checkMinutes: read(SETTINGS.checkMinutes),
    checkRounds: read(SETTINGS.checkRounds),
    branchPrefix: read(SETTINGS.branchPrefix),
    commitMessage: read(SETTINGS.commitMessage),
    author: read(SETTINGS.author),
    signOff: read(SETTINGS.signOff),
    coAuthor: read(SETTINGS.coAuthor),
    commitsBy: read(SETTINGS.commitsBy),
    maxTurns: read(SETTINGS.maxTurns),
    maxCostUsd: read(SETTINGS.maxCostUsd),
    maxMinutes: read(SETTINGS.maxMinutes),
    fallbackModel: read(SETTINGS.fallbackModel),
    foundry: read(SETTINGS.foundry),
    jobLogs: read(SETTINGS.jobLogs),
    headers: read(SETTINGS.headers),
  };
}

function hasForm(value: unknown, form: Form): boolean {
  switch (form.of) {
    case 'text':
      return typeof value === 'string' && form.form.test(value);
    case 'number':
      return typeof value === 'number' && value >= 0 && value <= form.most;
    case 'flag':
      return typeof value === 'boolean';
  }
}

function recordOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Told below, like anything that is no object.
  }
  throw new Fault('ASK_CLAUDE_SETTINGS of the job’s file is no JSON object.');
}
