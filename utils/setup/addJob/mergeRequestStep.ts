import type { PlannedFile, SetupStep } from './SetupPlan.ts';

/** A branch with one commit, and the merge request that asks for it. */
export function mergeRequestStep(
  sourceBranch: string,
  targetBranch: string,
  what: { title: string; description: string; files: PlannedFile[] },
): SetupStep[] {
  const { title, description, files } = what;
  return [
    { kind: 'commit', branch: sourceBranch, startBranch: targetBranch, message: title, files },
    { kind: 'merge_request', sourceBranch, targetBranch, title, description },
  ];
}
