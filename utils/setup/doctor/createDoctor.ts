import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { checkToken } from '../../sites/checkToken.ts';
import type { Provider } from '../addJob/Provider.ts';
import type { Site } from '../../sites/Site.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './Diagnosis.ts';

/** Which project is to be looked at. */
export interface DoctorRequest {
  /** Root of the site. */
  site: string;
  project: string;
  /** Path of a central runner project to look at; absent: the one that was chosen. */
  central?: string;
}

interface DoctorDeps {
  gitLabFor(root: string): Promise<Result<GitLab>>;
  listSites(): Promise<Site[]>;
  /** What the user chose for a project. */
  choiceOf(site: string, project: string): Promise<{ runnerProject?: string; trigger?: boolean }>;
  /** Whether an ask in a project was answered, as far as this browser knows. */
  wasAnswered(site: string, project: string): Promise<boolean>;
  /** The provider of a root file that is ours byte for byte; null for any other. */
  ownProvider(rootFile: string): Provider | null;
  now(): number;
}

/** Whether GitLab still takes what the user signed in with. An application's token cannot be asked about itself. */
async function checkSite(gitLab: GitLab, site: Site, now: number): Promise<Result<Site>> {
  if (site.signIn !== 'oauth') return checkToken(gitLab, site.root, new Date(now));
  const user = await gitLab.user();
  return user.ok ? { ok: true, value: site } : user;
}

/** Makes the doctor. A failure only for a site that is not saved. */
export function createDoctor(deps: DoctorDeps) {
  const { gitLabFor, listSites, choiceOf, now } = deps;
  return {
    async diagnose({ site: root, project, central }: DoctorRequest): Promise<Result<Diagnosis>> {
      const gitLab = await gitLabFor(root);
      if (!gitLab.ok) return gitLab;
      const site = (await listSites()).find((one) => one.root === root);
      if (!site) return { ok: false, failure: { kind: 'token_refused', subject: root } };
      const { runnerProject, trigger } = await choiceOf(root, project);
      const answered = await deps.wasAnswered(root, project);
      const target = {
        root,
        project,
        central: central ?? runnerProject,
        trigger,
        answered,
        ownProvider: deps.ownProvider,
      };
      const check = () => checkSite(gitLab.value, site, now());
      return { ok: true, value: await diagnose(gitLab.value, target, check, now()) };
    },
  };
}
