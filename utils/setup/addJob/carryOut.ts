import type { Failure, Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { protectAnew } from './protectAnew.ts';
import type { DoneStep, SetupPlan, SetupStep } from './SetupPlan.ts';

/** What was done, and what ended it before the last step. */
export interface SetupResult {
  done: DoneStep[];
  failure?: Failure;
}

async function doStep(
  gitLab: GitLab,
  { project: { id, webUrl } }: SetupPlan,
  step: SetupStep,
): Promise<Result<DoneStep>> {
  const done = (name: string, path: string): Result<DoneStep> => ({
    ok: true,
    value: { kind: step.kind, name, webUrl: `${webUrl}/-/${path}` },
  });
  switch (step.kind) {
    case 'commit': {
      const { branch, startBranch, message } = step;
      const files = step.files.map(({ action, path, after }) => ({ action, path, content: after }));
      const made = await gitLab.createCommit(id, { branch, startBranch, message, files });
      return made.ok ? done(branch, `commits/${encodeURIComponent(branch)}`) : made;
    }
    case 'merge_request': {
      const made = await gitLab.createMergeRequest(id, step);
      return made.ok ? done(`!${made.value.iid}`, `merge_requests/${made.value.iid}`) : made;
    }
    case 'protect': {
      const made = await protectAnew(gitLab, id, step.branch);
      return made.ok ? done(step.branch, 'settings/repository') : made;
    }
    case 'variables_role': {
      const made = await gitLab.setVariablesRole(id, step.role);
      return made.ok ? done(step.role, 'settings/ci_cd') : made;
    }
  }
}

/** Does what a plan says, one step after the other; what fails ends it. */
export async function carryOut(gitLab: GitLab, plan: SetupPlan): Promise<SetupResult> {
  const done: DoneStep[] = [];
  for (const step of plan.steps) {
    const made = await doStep(gitLab, plan, step);
    if (!made.ok) return { done, failure: made.failure };
    done.push(made.value);
  }
  return { done };
}
