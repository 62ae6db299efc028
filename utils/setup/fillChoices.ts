/** What a project decides about the job: written into its file, since any variable could be a sender's. */
export interface Choices {
  /** A central runner project: paths of the projects that it works for, or of groups with a slash at the end. */
  serve?: readonly string[];
  /** Whoever may ask may read the code of all these projects: log and artifact may hold content. */
  openly?: boolean;
  /** Claude gets read-only tools of GitLab. */
  gitlabTools?: boolean;
}

/** Nothing that a shell would read as its own, and a group or project for sure. */
const PATH = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*\/?$/;

/**
 * The jobs file with these choices.
 * @throws Error for a path that cannot stand there, or a template without the literals
 */
export function fillChoices(jobs: string, { serve = [], openly, gitlabTools }: Choices): string {
  const wrong = serve.find((path) => !PATH.test(path) || !path.includes('/'));
  if (wrong !== undefined) throw new Error(`${wrong} is no project (a/b) and no group (a/).`);
  const values = {
    ASK_CLAUDE_SERVED_PROJECTS: serve.join(' '),
    ASK_CLAUDE_SERVED_OPENLY: openly ? 'yes' : '',
    ASK_CLAUDE_GITLAB_TOOLS: gitlabTools ? 'yes' : '',
  };
  return Object.entries(values).reduce((filled, [name, value]) => {
    const literal = `export ${name}=''`;
    if (filled.split(literal).length !== 2) throw new Error(`The template lacks ${literal}.`);
    return filled.replace(literal, () => `export ${name}='${value}'`);
  }, jobs);
}
