/** Over 250 lines: one page's markup, top to bottom. */

import { html } from 'hono/html';
import { commits } from '../git/git.ts';
import type { GitCommit } from '../git/readCommit.ts';
import type { DiffFile } from '../git/mergeRequestDiff.ts';
import { pipelineStatus } from '../pipelines/pipelineStatus.ts';
import { isResolved } from '../state/discussions.ts';
import { type MergeRequest, userById } from '../state/State.ts';
import { changesTab } from './changesTab.ts';
import { rapidChangesTab } from './rapidChangesTab.ts';
import { projectLayout } from './layout.ts';
import { mergeRequestCommentForm, overviewNoteItems } from './mergeRequestNotes.ts';
import {
  avatar,
  avatarLink,
  button,
  icon,
  iconButton,
  labelPill,
  renderMarkdown,
  timeAgo,
} from './parts.ts';
import { ciIcon, pipelineTable } from './simplePages.ts';
import type { Html, ProjectVisit } from './Visit.ts';

export type MergeRequestTab = 'show' | 'commits' | 'pipelines' | 'diffs';

interface View {
  visit: ProjectVisit;
  mergeRequest: MergeRequest;
  files: DiffFile[];
  commits: GitCommit[];
  tab: MergeRequestTab;
}

function titleRow({ visit, mergeRequest }: View): Html {
  return html`<div class="detail-page-header is-merge-request">
    <h1 class="title gl-heading-1" data-testid="title-content">${mergeRequest.title}</h1>
    <div class="js-issuable-actions">
      <a
        class="btn gl-button btn-default btn-md gl-self-start js-issuable-edit"
        data-testid="edit-title-button"
        href="#"
        ><span class="gl-button-text">Edit</span></a
      >
      <div class="dropdown">
        <button
          type="button"
          class="btn gl-button btn-default btn-md gl-self-start"
          data-testid="mr-code-dropdown"
        >
          <span class="gl-button-text">Code</span>${icon(visit, 'chevron-down')}
        </button>
      </div>
      <div data-testid="merge-request-actions" class="gl-self-start js-mr-more-dropdown">
        ${iconButton(visit, 'ellipsis_v', 'Merge request actions', { testid: 'base-dropdown-toggle' })}
      </div>
    </div>
  </div>`;
}

const STATES = {
  opened: ['success', 'merge-request', 'Open'],
  closed: ['danger', 'merge-request-close', 'Closed'],
  merged: ['info', 'merge', 'Merged'],
} as const;

function stateLine({ visit, mergeRequest }: View): Html {
  const author = userById(visit.world.state, mergeRequest.authorId);
  const [variant, iconName, word] = STATES[mergeRequest.state];
  const branch = (name: string): Html =>
    html`<a class="ref-container" title="${name}" href="${visit.base}">${name}</a>`;
  return html`<div class="detail-page-description is-merge-request">
    <span class="js-mr-header" data-iid="${mergeRequest.iid}" data-state="${mergeRequest.state}"
      ><span class="gl-badge badge badge-pill badge-${variant}"
        >${icon(visit, iconName)}<span class="gl-badge-content">${word}</span></span
      ></span
    >
    <a
      class="author-link js-user-link"
      data-user-id="${author.id}"
      data-username="${author.username}"
      href="#"
      ><b>${author.name}</b></a
    >
    requested to merge ${branch(mergeRequest.sourceBranch)}
    ${iconButton(visit, 'copy-to-clipboard', 'Copy branch name', { size: 'sm' })} into
    ${branch(mergeRequest.targetBranch)} ${timeAgo(mergeRequest.createdAt)}
  </div>`;
}

function tabs({ visit, mergeRequest, files, commits: list, tab }: View): Html {
  const href = `${visit.base}/-/merge_requests/${mergeRequest.iid}`;
  const notes = mergeRequest.discussions.flatMap((one) => one.notes).filter((one) => !one.system);
  const open = mergeRequest.discussions.filter(
    (one) => one.notes[0]?.resolvable && !isResolved(one),
  ).length;
  const pipelines = visit.project.pipelines.filter(({ ref }) => ref === mergeRequest.sourceBranch);
  const entries: [MergeRequestTab, string, string, number, string][] = [
    ['show', 'notes', 'Overview', notes.length, ''],
    ['commits', 'commits', 'Commits', list.length, '/commits'],
    ['pipelines', 'pipelines', 'Pipelines', pipelines.length, '/pipelines'],
    ['diffs', 'diffs', 'Changes', files.length, '/diffs'],
  ];
  return html`<div class="merge-request-tabs-container is-merge-request">
    <ul class="merge-request-tabs nav-tabs nav nav-links">
      ${entries.map(
        ([action, name, text, count, path]) =>
          html`<li
            class="${name}-tab ${action === 'diffs' ? 'js-diffs-tab' : ''} ${tab === action ? 'active' : ''}"
            data-testid="${name}-tab"
          >
            <a
              data-action="${action}"
              data-target="#${name}"
              data-toggle="tabvue"
              href="${href}${path}"
              ${tab === action ? html`aria-current="page"` : ''}
              >${text}
              <span class="gl-badge badge badge-pill badge-neutral"
                ><span class="gl-badge-content">${count}</span></span
              ></a
            >
          </li>`,
      )}
    </ul>
    <div class="merge-request-tabs-actions">
      <div id="discussionCounter" class="discussions-counter">
        ${icon(visit, 'comments')}<span data-testid="discussions-counter-text"
          >${open} open threads</span
        >
      </div>
    </div>
  </div>`;
}

function sidebarBlock(title: string, content: Html | string): Html {
  return html`<div class="block">
    <div class="block-title">
      <h3>${title}</h3>
      ${button('Edit', { size: 'sm', className: 'btn-default-tertiary' })}
    </div>
    ${content}
  </div>`;
}

function sidebar({ visit, mergeRequest }: View): Html {
  const people = (ids: number[]): Html =>
    html`${ids.map((id) => {
      const user = userById(visit.world.state, id);
      return html`<a class="assignee js-user-link" href="#" data-username="${user.username}"
        >${avatar(visit, user, 24)}<span>${user.name}</span></a
      >`;
    })}`;
  const labels = mergeRequest.labels.map((name) =>
    labelPill(name, visit.project.labels.find((one) => one.name === name)?.color ?? '#6699cc'),
  );
  const authors = new Set(
    mergeRequest.discussions.flatMap(({ notes }) => notes).map(({ authorId }) => authorId),
  );
  return html`<aside
    class="right-sidebar js-right-sidebar right-sidebar-expanded right-sidebar-merge-requests"
    data-testid="issuable-sidebar"
    aria-label="merge_request"
  >
    <form class="issuable-context-form">
      ${sidebarBlock('Assignee', people(mergeRequest.assigneeIds))}
      ${sidebarBlock('Reviewer', mergeRequest.reviewerIds.length > 0 ? people(mergeRequest.reviewerIds) : html`<span class="gl-text-subtle">None</span>`)}
      ${sidebarBlock('Labels', html`<div class="labels">${labels}</div>`)}
      ${sidebarBlock('Milestone', html`<span class="gl-text-subtle">None</span>`)}
      ${sidebarBlock('Time tracking', html`<span class="gl-text-subtle">No estimate or time spent</span>`)}
      <div class="block">
        <div class="block-title"><h3>${authors.size} Participants</h3></div>
        <div class="participants">${[...authors].map((id) => avatarLink(visit, id, 24))}</div>
      </div>
    </form>
  </aside>`;
}

/** The newest pipeline, at the top of the merge request's widget. */
function pipelineWidget({ visit, mergeRequest }: View): Html | string {
  const newest = visit.project.pipelines.findLast(
    ({ ref, sha }) => ref === mergeRequest.sourceBranch && sha === mergeRequest.sha,
  );
  if (!newest) return '';
  const status = pipelineStatus(newest.jobs);
  return html`<div class="mr-section-container" data-testid="pipeline-container">
    <div class="ci-widget media">
      ${ciIcon(visit, status)}
      <div data-testid="pipeline-info-container" class="gl-flex gl-flex-wrap gl-items-center">
        <p class="mr-pipeline-title">
          Pipeline
          <a class="pipeline-id gl-link" href="${visit.base}/-/pipelines/${newest.id}"
            >#${newest.id}</a
          >
          ${status}
        </p>
      </div>
    </div>
  </div>`;
}

function overview(view: View): Html {
  const { visit, mergeRequest, files, tab } = view;
  return html`<div
    class="tab-pane notes voting_notes"
    id="notes"
    style="display: ${tab === 'show' ? 'block' : 'none'}"
  >
    <div class="merge-request-overview">
      <section>
        <div class="issuable-discussion js-vue-notes-event">
          <div class="detail-page-description">
            <div class="description js-task-list-container" data-testid="description-content">
              <div class="md">${renderMarkdown(mergeRequest.description ?? '')}</div>
            </div>
          </div>
          <div class="awards js-awards-block">
            ${button(html`${icon(visit, 'thumb-up')} 2`, { testid: 'award-button' })}
            ${button(html`${icon(visit, 'thumb-down')} 0`, { testid: 'award-button' })}
            ${iconButton(visit, 'slight-smile', 'Add reaction', { className: '' })}
          </div>
          <div
            class="mr-widget"
            id="js-vue-mr-widget"
            role="region"
            aria-label="Merge request reports"
          >
            <div class="mr-state-widget">
              ${pipelineWidget(view)}
              <div class="mr-section-container">
                ${icon(visit, 'approval')}${button('Approve', { variant: 'confirm', size: 'sm', testid: 'approve-button' })}
                <span class="gl-text-subtle">Approval is optional</span>
              </div>
              <div class="mr-section-container" data-testid="mr-widget-content">
                ${icon(visit, 'status_failed')}<b>Merge blocked:</b> open threads must be resolved
              </div>
            </div>
          </div>
          <div class="activity-head">
            <h2>Activity</h2>
            <div class="activity-tools">
              <select
                class="gl-form-select activity-filter"
                data-testid="discussion-filter"
                aria-label="Filter activity"
              >
                <option value="all">Show all activity</option>
                <option value="comments">Show comments only</option>
                <option value="history">Show history only</option>
              </select>
              <select
                class="gl-form-select activity-sort"
                data-testid="discussion-sort"
                aria-label="Sort activity"
              >
                <option value="asc">Sort oldest first</option>
                <option value="desc">Sort newest first</option>
              </select>
            </div>
          </div>
          <ul id="notes-list" class="notes main-notes-list timeline">
            ${overviewNoteItems(visit, mergeRequest, files)}
          </ul>
          ${mergeRequestCommentForm(visit)}
        </div>
      </section>
      ${sidebar(view)}
    </div>
  </div>`;
}

function commitsPane({ visit, commits: list, tab }: View): Html {
  return html`<div
    class="tab-pane commits"
    id="commits"
    style="display: ${tab === 'commits' ? 'block' : 'none'}"
  >
    <ul class="content-list commit-list">
      ${list.map(
        (commit) =>
          html`<li class="commit">
            ${icon(visit, 'commit')}<b>${commit.title}</b>
            <span class="gl-text-subtle"
              >${commit.authorName} authored ${timeAgo(commit.committedDate)}</span
            >
            <code>${commit.id.slice(0, 8)}</code>
          </li>`,
      )}
    </ul>
  </div>`;
}

/** A merge request's page, whichever tab was asked for. */
export async function mergeRequestPage(
  visit: ProjectVisit,
  mergeRequest: MergeRequest,
  changes: { baseSha: string; files: DiffFile[] },
  tab: MergeRequestTab,
): Promise<Html> {
  const { base, project } = visit;
  const range = [`${changes.baseSha}..${mergeRequest.sha}`];
  const list = await commits(project.repository, range);
  const view: View = { visit, mergeRequest, files: changes.files, commits: list, tab };
  const href = `${base}/-/merge_requests/${mergeRequest.iid}`;
  const pipelines = project.pipelines.filter(({ ref }) => ref === mergeRequest.sourceBranch);
  return projectLayout(visit, {
    title: `${mergeRequest.title} (!${mergeRequest.iid}) · Merge requests · ${project.name}`,
    dataPage: tab === 'diffs' ? 'projects:merge_requests:diffs' : 'projects:merge_requests:show',
    pageTypeId: String(mergeRequest.iid),
    section: 'Merge requests',
    breadcrumbs: [
      {
        text: project.namespace.name,
        href: `${visit.world.relativeRoot}/${project.namespace.path}`,
      },
      { text: project.name, href: base },
      { text: 'Merge requests', href: `${base}/-/merge_requests` },
      { text: `!${mergeRequest.iid}`, href },
    ],
    content: html`<div
      class="merge-request"
      data-mr-action="${tab}"
      data-url="${href}.json"
      data-project-path="${project.namespace.path}/${project.path}"
      data-iid="${mergeRequest.iid}"
      data-api="/projects/${project.id}/merge_requests/${mergeRequest.iid}"
      data-notes="${href}/notes_list"
      data-changes="${href}/changes_tab"
    >
      ${titleRow(view)}
      <div class="merge-request-details issuable-details" data-id="${project.id}">
        ${stateLine(view)} ${tabs(view)}
        <div class="tab-content" id="diff-notes-app">
          ${overview(view)} ${commitsPane(view)}
          <div
            class="tab-pane pipelines"
            id="pipelines"
            style="display: ${tab === 'pipelines' ? 'block' : 'none'}"
          >
            ${pipelineTable(visit, pipelines)}
          </div>
          ${
            tab === 'diffs'
              ? html`<div id="diffs" class="diffs tab-pane active">
                  ${visit.rapidDiffs ? rapidChangesTab(visit, changes.files) : changesTab(visit, mergeRequest, changes.files)}
                </div>`
              : html`<div id="js-diffs-app" class="diffs tab-pane" style="display: none"></div>`
          }
        </div>
      </div>
    </div>`,
  });
}
