/** The machine that runs a job, where it is not bash as the user of the tests with Claude Code in the image. */
export interface Runner {
  /** The shell and its arguments; the script comes in by its standard input. */
  shell?: readonly [program: string, ...parts: string[]];
  /** Runs the job as this user. */
  user?: number;
  /** Folders that come first on `PATH`. */
  folders?: readonly string[];
  /** True: its folders are open to every user, as Docker's helper leaves them. */
  isOpen?: boolean;
  /** False: the image has no Claude Code, so the job installs it. */
  hasClaude?: boolean;
  /** Leaves in the project's folder what an earlier job has left there, once its code was fetched. */
  leave?: (folder: string) => void;
  /** `environment` of the machine that the shell is started with. */
  environment?: Readonly<Record<string, string>>;
  /** `clone_url` of the runner's configuration: another address that this GitLab is reached by. */
  cloneUrl?: string;
}
