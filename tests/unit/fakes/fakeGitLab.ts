import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../../utils/gitlab/GitLab.ts';

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function fails(
  kind: Failure['kind'],
  more: Partial<Failure> = {},
): { ok: false; failure: Failure } {
  return { ok: false, failure: { kind, ...more } };
}

export interface FakeGitLab extends GitLab {
  /** Every request in order: the method's name and what it was given after the project. */
  calls: string[];
}

async function missing(): Promise<Result<never>> {
  return fails('not_found');
}

/** A GitLab that answers what a test says and `not_found` to all else, and remembers what it was asked. */
export function fakeGitLab(answers: Partial<GitLab> = {}): FakeGitLab {
  const calls: string[] = [];
  const silent: GitLab = {
    user: missing,
    accessToken: missing,
    project: missing,
    readPage: missing,
    branch: missing,
    file: missing,
    tree: missing,
    lint: missing,
    issue: missing,
    mergeRequest: missing,
    discussions: missing,
    upload: missing,
    diffs: missing,
    commits: missing,
    commitDiff: missing,
    mergeRequestsSince: missing,
    mergeRequestsOfBranch: missing,
    issueLinks: missing,
    relatedMergeRequests: missing,
    closedBy: missing,
    closesIssues: missing,
    mergeRequestPipelines: missing,
    failedJobs: missing,
    failedBridges: missing,
    members: missing,
    createPipeline: missing,
    triggerPipeline: missing,
    pipeline: missing,
    pipelines: missing,
    pipelineVariables: missing,
    pipelineJobs: missing,
    cancelPipeline: missing,
    forceCancelJob: missing,
    artifact: missing,
    trace: missing,
    job: missing,
    onlineRunners: missing,
    projectVariables: missing,
    groupVariables: missing,
    runner: missing,
    jobTokenScope: missing,
    pushRule: missing,
    projectAccessTokens: missing,
    note: missing,
    editNote: missing,
    createNote: missing,
    replyToDiscussion: missing,
    draftNotes: missing,
    createDraftNote: missing,
    deleteDraftNote: missing,
    publishDraftNotes: missing,
    resolveDiscussion: missing,
    version: missing,
    projects: missing,
    openIssues: missing,
    createCommit: missing,
    createMergeRequest: missing,
    protectBranch: missing,
    unprotectBranch: missing,
    setVariablesRole: missing,
  };
  const recording = new Proxy(
    { ...silent, ...answers },
    {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]): unknown => {
          const rest = given.slice(1).map((value) => JSON.stringify(value));
          calls.push([String(name), ...rest].join(' '));
          return Reflect.apply(method, target, given);
        };
      },
    },
  );
  return Object.assign(recording, { calls });
}
