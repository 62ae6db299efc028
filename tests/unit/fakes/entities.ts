import type {
  Branch,
  Bridge,
  Commit,
  Diff,
  Discussion,
  Issue,
  Job,
  MergeRequest,
  Note,
  Pipeline,
  Project,
  User,
} from '../../../utils/gitlab/entities.ts';
import type { PageRef } from '../../../utils/page/PageRef.ts';

export const SITE = 'https://gitlab.test/git';
export const mia: User = { id: 1, username: 'mia', name: 'Mia Maintainer' };
export const dev: User = { id: 2, username: 'dev', name: 'Dev Developer' };

export const issuePage: PageRef = {
  site: SITE,
  projectPath: 'acme/webshop',
  type: 'issue',
  iid: 12,
};
export const mergeRequestPage: PageRef = { ...issuePage, type: 'merge_request', iid: 34 };

export function aProject(more: Partial<Project> = {}): Project {
  return {
    id: 5,
    path_with_namespace: 'acme/webshop',
    default_branch: 'main',
    web_url: `${SITE}/acme/webshop`,
    permissions: { project_access: { access_level: 30 }, group_access: null },
    ...more,
  };
}

export function aBranch(name: string, more: Partial<Branch> = {}): Branch {
  return {
    name,
    protected: true,
    default: name === 'main',
    can_push: false,
    developers_can_push: false,
    developers_can_merge: true,
    commit: { id: 'c'.repeat(40) },
    ...more,
  };
}

export function anIssue(more: Partial<Issue> = {}): Issue {
  return {
    id: 1012,
    iid: 12,
    project_id: 5,
    title: 'Cart total ignores quantities',
    description: 'Two mugs cost as much as one.',
    state: 'opened',
    labels: ['bug'],
    author: mia,
    assignees: [dev],
    milestone: { title: 'Autumn' },
    created_at: '2026-10-01T08:00:00Z',
    updated_at: '2026-10-01T08:00:00Z',
    web_url: `${SITE}/acme/webshop/-/issues/12`,
    ...more,
  };
}

export function aMergeRequest(more: Partial<MergeRequest> = {}): MergeRequest {
  return {
    id: 2034,
    iid: 34,
    project_id: 5,
    title: 'Add vouchers',
    description: 'Vouchers lower the total.',
    state: 'opened',
    labels: [],
    author: dev,
    source_branch: 'feature/vouchers',
    target_branch: 'main',
    source_project_id: 5,
    target_project_id: 5,
    sha: 'd'.repeat(40),
    created_at: '2026-10-02T08:00:00Z',
    updated_at: '2026-10-02T08:00:00Z',
    web_url: `${SITE}/acme/webshop/-/merge_requests/34`,
    ...more,
  };
}

export function aNote(body: string, more: Partial<Note> = {}): Note {
  return { id: 7, body, author: mia, created_at: '2026-10-03T08:00:00Z', system: false, ...more };
}

export const THREAD = 'a'.repeat(40);

export function aDiscussion(notes: Note[], more: Partial<Discussion> = {}): Discussion {
  return { id: 'b'.repeat(40), individual_note: false, notes, ...more };
}

export function aDiff(path: string, diff: string, more: Partial<Diff> = {}): Diff {
  return {
    old_path: path,
    new_path: path,
    diff,
    new_file: false,
    renamed_file: false,
    deleted_file: false,
    ...more,
  };
}

export function aCommit(id: string, message: string): Commit {
  const [title = ''] = message.split('\n');
  return { id, title, message, author_name: 'Dev', created_at: '2026-10-02T09:00:00Z' };
}

export function aPipeline(id: number, more: Partial<Pipeline> = {}): Pipeline {
  return {
    id,
    project_id: 5,
    status: 'pending',
    source: 'api',
    ref: 'ask-claude',
    sha: 'c'.repeat(40),
    web_url: `${SITE}/acme/webshop/-/pipelines/${id}`,
    created_at: '2026-10-04T08:00:00Z',
    ...more,
  };
}

export function aBridge(name: string, more: Partial<Bridge> = {}): Bridge {
  return { id: 800, name, stage: 'test', status: 'failed', ...more };
}

export function aJob(status: string, more: Partial<Job> = {}): Job {
  return {
    id: 900,
    name: 'claude',
    stage: 'test',
    status,
    web_url: `${SITE}/acme/webshop/-/jobs/900`,
    ...more,
  };
}
