import type { Result } from '../../gitlab/Failure.ts';
import type { GitLab } from '../../gitlab/GitLab.ts';
import { RUNNER_BRANCH } from '../../pipeline/choosePlace.ts';
import { rootFileFrom } from '../rootFileFrom.ts';
import {
  exampleBranch,
  exampleDiscussions,
  exampleIssue,
  exampleMembers,
  exampleProject,
  you,
} from './exampleProject.ts';

function ok<Value>(value: Value): Promise<{ ok: true; value: Value }> {
  return Promise.resolve({ ok: true, value });
}

function missing(): Promise<Result<never>> {
  return Promise.resolve({ ok: false, failure: { kind: 'not_found' } });
}

/** The runner branch's file, with a job that stands for ours. */
const ROOT_FILE = rootFileFrom('claude:\n  script: [node "$ASK_CLAUDE_PROGRAM"]\n');

/** What the made-up project answers; whatever else is asked is not there. It has no network to ask. */
const ANSWERS: Partial<GitLab> = {
  user: () => ok(you),
  project: () => ok(exampleProject),
  branch: (_, name) => ok(exampleBranch(name)),
  file: (_, path, ref) =>
    path === '.gitlab-ci.yml' && ref === RUNNER_BRANCH ? ok(ROOT_FILE) : missing(),
  lint: () =>
    ok({ valid: true, errors: [], merged_yaml: ROOT_FILE.slice(ROOT_FILE.indexOf('workflow:')) }),
  issue: () => ok(exampleIssue),
  discussions: () => ok(exampleDiscussions),
  issueLinks: () => ok([]),
  closedBy: () => ok([]),
  relatedMergeRequests: () => ok([]),
  members: () => ok({ items: exampleMembers, complete: true }),
  pipelines: () => ok({ items: [], complete: true }),
};

export const exampleGitLab: GitLab = new Proxy(ANSWERS, {
  get: (answers, name) => Reflect.get(answers, name) ?? missing,
  // Each name of the interface gives an answer: its own, or `missing`.
}) as GitLab;
