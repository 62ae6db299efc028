/** Over 250 lines: small pages, each a few lines, that share their parts. */

import { html } from 'hono/html';
import { pipelineStatus } from '../pipelines/pipelineStatus.ts';
import { type Pipeline, projectPath, userById } from '../state/State.ts';
import { type PageView, bareLayout, projectLayout } from './layout.ts';
import { avatarLink, icon, labelPill, timeAgo } from './parts.ts';
import type { Html, ProjectVisit, Visit } from './Visit.ts';

/** Pages that are only passed through: lists, pipelines, jobs, signing in. */

/** A page of a project. `heading` is false where its content brings its own. */
export function projectView(
  visit: ProjectVisit,
  view: Pick<PageView, 'title' | 'dataPage' | 'content'> & {
    section?: string;
    trail?: string;
    heading?: false;
  },
): Html {
  const { base, project } = visit;
  return projectLayout(visit, {
    title: `${view.title} · ${project.name}`,
    dataPage: view.dataPage,
    ...(view.section ? { section: view.section } : {}),
    breadcrumbs: [
      {
        text: project.namespace.name,
        href: `${visit.world.relativeRoot}/${project.namespace.path}`,
      },
      { text: project.name, href: base },
      { text: view.trail ?? view.title, href: '#' },
    ],
    content: html`${view.heading === false ? '' : html`<h1 class="gl-heading-1 page-title">${view.title}</h1>`}
      ${view.content}`,
  });
}

export function projectPage(visit: ProjectVisit): Html {
  return projectView(visit, {
    title: visit.project.name,
    dataPage: 'projects:show',
    trail: 'Overview',
    content: html`<p>${visit.project.description}</p>
      <ul class="content-list">
        <li><a class="gl-link" href="${visit.base}/-/work_items">Work items</a></li>
        <li><a class="gl-link" href="${visit.base}/-/merge_requests">Merge requests</a></li>
        <li><a class="gl-link" href="${visit.base}/-/pipelines">Pipelines</a></li>
      </ul>`,
  });
}

export function issueListPage(visit: ProjectVisit, readable: { iid: number }[]): Html {
  const shown = visit.project.issues.filter((issue) => readable.includes(issue));
  return projectView(visit, {
    title: 'Work items',
    dataPage: 'projects:work_items:index',
    section: 'Work items',
    content: html`<ul class="content-list issuable-list">
      ${shown.map(
        (issue) =>
          html`<li>
            ${icon(visit, issue.issueType === 'task' ? 'work-item-task' : 'work-item-issue')}
            <a class="gl-link" href="${visit.base}/-/work_items/${issue.iid}"
              ><b>${issue.title}</b></a
            >
            ${issue.confidential ? icon(visit, 'eye-slash') : ''}
            ${issue.labels.map((name) => labelPill(name, visit.project.labels.find((one) => one.name === name)?.color ?? '#6699cc'))}
            <div class="gl-text-subtle">
              #${issue.iid} · created ${timeAgo(issue.createdAt)} by
              ${userById(visit.world.state, issue.authorId).name}
            </div>
          </li>`,
      )}
    </ul>`,
  });
}

export function mergeRequestListPage(visit: ProjectVisit): Html {
  return projectView(visit, {
    title: 'Merge requests',
    dataPage: 'projects:merge_requests:index',
    section: 'Merge requests',
    content: html`<ul class="content-list issuable-list">
      ${visit.project.mergeRequests.map(
        (one) =>
          html`<li>
            ${icon(visit, 'merge-request')}
            <a class="gl-link" href="${visit.base}/-/merge_requests/${one.iid}"
              ><b>${one.title}</b></a
            >
            <div class="gl-text-subtle">
              !${one.iid} · created ${timeAgo(one.createdAt)} by
              ${userById(visit.world.state, one.authorId).name} · ${one.state}
            </div>
          </li>`,
      )}
    </ul>`,
  });
}

const WORDS: Record<string, [string, string]> = {
  success: ['success', 'Passed'],
  failed: ['danger', 'Failed'],
  running: ['info', 'Running'],
  pending: ['warning', 'Pending'],
  canceled: ['neutral', 'Canceled'],
  canceling: ['neutral', 'Canceling'],
  skipped: ['neutral', 'Skipped'],
  manual: ['neutral', 'Manual'],
};

/** A status as GitLab shows it in headers and in the widget of a merge request. */
export function ciIcon(visit: ProjectVisit, status: string): Html {
  const [variant] = WORDS[status] ?? ['neutral', status];
  return html`<a data-testid="ci-icon" class="ci-icon ci-icon-variant-${variant}"
    >${statusBadge(visit, status)}</a
  >`;
}

function statusBadge(visit: ProjectVisit, status: string): Html {
  const [variant, word] = WORDS[status] ?? ['neutral', status];
  const name = [
    'success',
    'failed',
    'running',
    'pending',
    'canceled',
    'skipped',
    'manual',
  ].includes(status)
    ? status
    : 'created';
  return html`<span
    class="gl-badge badge badge-pill badge-${variant} ci-status"
    data-testid="ci-icon"
    >${icon(visit, `status_${name}_borderless`)}<span class="gl-badge-content">${word}</span></span
  >`;
}

export function pipelineTable(visit: ProjectVisit, pipelines: Pipeline[]): Html {
  if (pipelines.length === 0)
    return html`<p class="gl-text-subtle">There are no pipelines yet.</p>`;
  return html`<table class="table gl-table ci-table">
    <thead>
      <tr>
        <th>Status</th>
        <th>Pipeline</th>
        <th>Created by</th>
        <th>Stages</th>
      </tr>
    </thead>
    <tbody>
      ${pipelines
        .toSorted((a, b) => b.id - a.id)
        .map(
          (one) =>
            html`<tr>
              <td>${statusBadge(visit, pipelineStatus(one.jobs))}</td>
              <td>
                <a class="gl-link" href="${visit.base}/-/pipelines/${one.id}"
                  >${one.name ?? `#${one.id}`}</a
                >
                <div class="gl-text-subtle">
                  #${one.id} · ${one.ref} · <code>${one.sha.slice(0, 8)}</code> · ${one.source} ·
                  ${timeAgo(one.createdAt)}
                </div>
              </td>
              <td>${avatarLink(visit, one.userId, 24)}</td>
              <td>
                ${one.jobs.map((job) => html`<a href="${visit.base}/-/jobs/${job.id}" title="${job.name}">${statusBadge(visit, job.status)}</a> `)}
              </td>
            </tr>`,
        )}
    </tbody>
  </table>`;
}

export function pipelineListPage(visit: ProjectVisit): Html {
  return projectView(visit, {
    title: 'Pipelines',
    dataPage: 'projects:pipelines:index',
    section: 'Pipelines',
    content: pipelineTable(visit, visit.project.pipelines),
  });
}

export function pipelinePage(visit: ProjectVisit, pipeline: Pipeline): Html {
  return projectView(visit, {
    title: pipeline.name ?? `Pipeline #${pipeline.id}`,
    trail: `#${pipeline.id}`,
    dataPage: 'projects:pipelines:show',
    section: 'Pipelines',
    content: html`<div data-testid="pipeline-header">
        <div data-testid="page-heading-actions" class="page-heading-actions"></div>
        <div data-testid="pipeline-created-status">
          ${ciIcon(visit, pipelineStatus(pipeline.jobs))} for <code>${pipeline.ref}</code> by
          ${userById(visit.world.state, pipeline.userId).name} ${timeAgo(pipeline.createdAt)}
        </div>
      </div>
      <ul class="content-list">
        ${pipeline.jobs.map(
          (job) =>
            html`<li>
              ${statusBadge(visit, job.status)}
              <a class="gl-link" href="${visit.base}/-/jobs/${job.id}"><b>${job.name}</b></a>
              <span class="gl-text-subtle">${job.stage}</span>
            </li>`,
        )}
      </ul>`,
  });
}

export function homePage(visit: Visit): Html {
  const { world } = visit;
  const mine = world.state.projects.filter(({ members }) => members.has(visit.user.id));
  return bareLayout(
    visit,
    'Projects',
    'dashboard:projects:index',
    html`<div class="bare-card">
      <h1 class="gl-heading-2">Your projects</h1>
      <ul class="content-list">
        ${mine.map(
          (project) =>
            html`<li>
              <a class="gl-link" href="${world.relativeRoot}/${projectPath(project)}"
                ><b>${project.namespace.name} / ${project.name}</b></a
              >
              <div class="gl-text-subtle">${project.description}</div>
            </li>`,
        )}
      </ul>
    </div>`,
  );
}

/** Signing in here takes a choice, not a password. */
export function signInPage(relativeRoot: string, usernames: string[], to: string): Html {
  return html`<!DOCTYPE html>
    <html lang="en" class="gl-light">
      <head>
        <meta charset="utf-8" />
        <title>Sign in · GitLab</title>
        <meta content="GitLab" property="og:site_name" />
        <link rel="stylesheet" href="${relativeRoot}/assets/tokens.css" />
        <link rel="stylesheet" href="${relativeRoot}/assets/gitlab-ui.css" />
        <link rel="stylesheet" href="${relativeRoot}/assets/style/frame.css" />
      </head>
      <body class="bare-page login-page" data-page="sessions:new">
        <div class="bare-card">
          <img src="${relativeRoot}/assets/logo.svg" alt="GitLab" width="48" height="48" />
          <h1 class="gl-heading-2">Sign in to GitLab</h1>
          ${usernames.map(
            (name) =>
              html`<p>
                <a
                  class="btn gl-button btn-default btn-md"
                  href="${relativeRoot}/users/sign_in_as/${name}?to=${encodeURIComponent(to)}"
                  ><span class="gl-button-text">Sign in as ${name}</span></a
                >
              </p>`,
          )}
        </div>
      </body>
    </html>`;
}

export function notFoundPage(visit: Visit): Html {
  return bareLayout(
    visit,
    'Not Found',
    'errors:not_found',
    html`<div class="bare-card">
      <h1 class="gl-heading-2">404: Page not found</h1>
      <p>Make sure the address is correct and the page hasn't moved.</p>
    </div>`,
  );
}
