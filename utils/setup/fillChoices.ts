import { isEndpointAddress } from './endpoints.ts';

/** What a project decides about the job: written into its file, since any variable could be a sender's. */
export interface Choices {
  /** A central runner project: paths of the projects that it works for, or of groups with a slash at the end. */
  serve?: readonly string[];
  /** Whoever may ask may read the code of all these projects: log and artifact may hold content. */
  openly?: boolean;
  /** Claude gets read-only tools of GitLab. */
  gitlabTools?: boolean;
  /** The Claude API knows the job by GitLab's signed word, in the place of a key. */
  federation?: boolean;
  /** What else (docs/ci-job.md), by the names that the job's program knows. */
  settings?: Readonly<Record<string, string | number | boolean>>;
}

/** Nothing that a shell would read as its own, and a group or project for sure. */
const PATH = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*\/?$/;

/**
 * The jobs file with these choices.
 * @throws Error for a path that cannot stand there, or a template without the literals
 */
export function fillChoices(
  jobs: string,
  { serve = [], openly, gitlabTools, federation, settings = {} }: Choices,
): string {
  const wrong = serve.find((path) => !isServable(path));
  if (wrong !== undefined) throw new Error(`${wrong} is no project (a/b) and no group (a/).`);
  const values = {
    ASK_CLAUDE_SERVED_PROJECTS: serve.join(' '),
    ASK_CLAUDE_SERVED_OPENLY: openly ? 'yes' : '',
    ASK_CLAUDE_GITLAB_TOOLS: gitlabTools ? 'yes' : '',
  };
  const filled = Object.entries(values).reduce((text, [name, value]) => {
    const literal = `export ${name}=''`;
    if (text.split(literal).length !== 2) throw new Error(`The template lacks ${literal}.`);
    return text.replace(literal, () => `export ${name}='${value}'`);
  }, jobs);
  const open = "export ASK_CLAUDE_SETTINGS='{}'";
  if (filled.split(open).length !== 2) throw new Error(`The template lacks ${open}.`);
  const settled = filled.replace(open, () => open.replace('{}', () => settingsLiteral(settings)));
  return federation ? settled.replace(FEDERATION, (lines) => lines.replaceAll('# ', '')) : settled;
}

/** The token that the Claude API takes in the place of a key, as the template has it: behind marks of comments. */
const FEDERATION = / {2}# id_tokens:\n {2}# {3}ANTHROPIC_OIDC_TOKEN:\n {2}# {5}aud: .*\n/;

/** A project's path or a group's, with nothing in it that a shell would read. */
export function isServable(path: string): boolean {
  return PATH.test(path) && path.includes('/');
}

/** A resource of Microsoft Foundry by its name, or its whole address. */
export function isFoundryResource(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]{0,62}[A-Za-z0-9]$/.test(text) || isEndpointAddress(text);
}

/** Settings as JSON that can stand between a shell's single quotes in a CI file. */
export function settingsLiteral(settings: NonNullable<Choices['settings']>): string {
  return JSON.stringify(settings).replace(
    /['$%]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
