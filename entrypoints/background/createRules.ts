import { browser } from 'wxt/browser';
import type { PageRef } from '../../utils/page/PageRef.ts';
import { policyFailure } from '../../utils/preview/policyFailure.ts';
import type { AskRules } from '../../utils/preview/AskRules.ts';
import type { StoredPreview } from '../../utils/preview/StoredPreview.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { lacksToken } from '../../utils/runs/knownOfProject.ts';
import { type Spending, spendingOf } from '../../utils/runs/costs/spendingOf.ts';
import type { Site } from '../../utils/sites/Site.ts';
import { triggerName, type Credentials } from '../../utils/sites/credentials.ts';
import type { PageUsers } from '../../utils/storage/pageUsers.ts';
import { readPolicy } from '../../utils/storage/policy.ts';
import type { ProjectChoices } from '../../utils/storage/projectChoices.ts';

const policy = () => readPolicy(browser.storage.managed);

/** What rules asks: the organisation's policy, the user's choices for a project, and what it has cost today. */
export function createRules(deps: {
  choices: ProjectChoices;
  credentials: Credentials;
  listRuns(): Promise<Run[]>;
  listSites(): Promise<Site[]>;
  pageUsers: Pick<PageUsers, 'named'>;
}) {
  async function spentToday({ site, projectPath }: Pick<PageRef, 'site' | 'projectPath'>) {
    const isHere = (one: Spending) => one.site === site && one.projectPath === projectPath;
    return spendingOf(await deps.listRuns(), new Date()).find(isHere)?.today ?? 0;
  }

  return {
    policy,
    spentToday,
    async rulesFor(page: PageRef): Promise<AskRules> {
      const [choice, ruled, spentUsd, runs, sites, pageUsers] = await Promise.all([
        deps.choices.find(page.site, page.projectPath),
        policy(),
        spentToday(page),
        deps.listRuns(),
        deps.listSites(),
        deps.pageUsers.named(page.site),
      ]);
      const site = sites.find(({ root }) => root === page.site);
      const token = site ? { username: site.user.username, scopes: site.scopes } : null;
      const known = lacksToken(runs, page.site, page.projectPath);
      return {
        choice: { ...choice, lacksToken: known },
        policy: ruled,
        spentUsd,
        token,
        pageUsers,
      };
    },
    /** What was chosen for a project under the path that it had before, from now on under its present one; null for nothing. */
    async movedChoice(page: Pick<PageRef, 'site' | 'projectPath'>, projectId: number) {
      const { site, projectPath } = page;
      const all = await deps.choices.list();
      const here = all.find((one) => one.site === site && one.projectPath === projectPath);
      if (here) {
        // Chosen before ids were kept: from now on it is found again wherever the project goes.
        if (here.projectId === undefined) await deps.choices.save({ ...here, projectId });
        return null;
      }
      const before = all.find((one) => one.site === site && one.projectId === projectId);
      if (!before) return null;
      const name = triggerName(site, before.projectPath);
      const credential = before.trigger ? await deps.credentials.get(name) : null;
      if (credential) {
        await deps.credentials.set(triggerName(site, projectPath), credential);
        await deps.credentials.remove(name);
      }
      await deps.choices.save({ site, projectPath: before.projectPath });
      await deps.choices.save({ ...before, projectPath });
      return before;
    },
    policyFailure: async (stored: StoredPreview) =>
      policyFailure(await policy(), stored, await spentToday(stored.page)),
    async triggerToken(site: string, projectPath: string): Promise<string | null> {
      const credential = await deps.credentials.get(triggerName(site, projectPath));
      return credential?.kind === 'token' ? credential.token : null;
    },
  };
}
