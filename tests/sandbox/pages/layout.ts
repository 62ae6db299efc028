/** Over 250 lines: one page frame, top to bottom. */

import { html, raw } from 'hono/html';
import { projectPath } from '../state/State.ts';
import { avatar, icon } from './parts.ts';
import type { Html, ProjectVisit, Visit } from './Visit.ts';

export interface PageView {
  title: string;
  /** Controller and action, `projects:work_items:show`. */
  dataPage: string;
  /** `params[:id]`, where the route has one. */
  pageTypeId?: string;
  breadcrumbs: { text: string; href: string }[];
  /** Which entry of the sidebar is the current one. */
  section?: string;
  content: Html;
}

/** What `window.gon` holds, as GitLab writes it: one assignment each. */
function gonScript(visit: Visit): string {
  const { world, user } = visit;
  const values: Record<string, unknown> = {
    api_version: 'v4',
    relative_url_root: world.relativeRoot,
    gitlab_url: world.url,
    user_color_mode: visit.dark ? 'gl-dark' : 'gl-light',
    keyboard_shortcuts_enabled: true,
    ee: false,
    dot_com: false,
    revision: '9479feaa8d1',
    features: {},
    version: '19.3.0',
    current_user_id: user.id,
    current_username: user.username,
    current_user_fullname: user.name,
  };
  const assignments = Object.entries(values).map(
    ([name, value]) => `gon.${name}=${JSON.stringify(value).replaceAll('<', '\\u003c')};`,
  );
  return `window.gon={};${assignments.join('')}`;
}

function head(visit: Visit, view: PageView): Html {
  const { relativeRoot } = visit.world;
  const style = (path: string): Html =>
    html`<link rel="stylesheet" href="${relativeRoot}/assets/${path}" />`;
  return html`<head>
    <meta charset="utf-8" />
    <title>${view.title} · GitLab</title>
    <meta content="width=device-width, initial-scale=1" name="viewport" />
    <meta content="GitLab" property="og:site_name" />
    <meta content="${view.title} · GitLab" property="og:title" />
    <meta name="csrf-param" content="authenticity_token" />
    <meta name="csrf-token" content="${visit.session.csrf}" />
    <meta name="csp-nonce" content="${visit.nonce}" />
    <meta name="sandbox-poll" content="${visit.world.state.settings.pollInterval}" />
    <link rel="icon" href="${relativeRoot}/assets/logo.svg" type="image/svg+xml" />
    ${style('tokens.css')} ${style('tokens.dark.css')} ${style('gitlab-ui.css')}
    ${style('style/frame.css')} ${style('style/notes.css')} ${style('style/threads.css')}
    ${style('style/diffs.css')}
    <script nonce="${visit.nonce}">
      ${raw(gonScript(visit))};
    </script>
    <script nonce="${visit.nonce}" src="${relativeRoot}/assets/mousetrap.js" defer></script>
    <script
      nonce="${visit.nonce}"
      type="module"
      src="${relativeRoot}/assets/browser/main.ts"
    ></script>
  </head>`;
}

function topbar(visit: Visit): Html {
  const root = visit.world.relativeRoot;
  return html`<header class="super-topbar js-super-topbar">
    <div class="topbar-brand">
      <a href="${root}/" class="brand-logo" aria-label="Homepage"
        ><img src="${root}/assets/logo.svg" alt="" width="24" height="24"
      /></a>
    </div>
    <button class="topbar-search" type="button" data-testid="super-sidebar-search-button">
      ${icon(visit, 'search')}<span>Search or go to…</span><kbd>/</kbd>
    </button>
    <div class="topbar-actions">
      <button class="topbar-action" aria-label="Create new…">${icon(visit, 'plus')}</button>
      <a class="topbar-action" href="#" aria-label="Assigned issues">
        ${icon(visit, 'work-item-issue')}<span>2</span></a
      >
      <a class="topbar-action" href="#" aria-label="Merge requests">
        ${icon(visit, 'merge-request')}<span>1</span></a
      >
      <a class="topbar-action" href="#" aria-label="To-Do List">
        ${icon(visit, 'todo-done')}<span>4</span></a
      >
      <button class="topbar-user" aria-label="${visit.user.name} user's menu">
        ${avatar(visit, visit.user, 24)}
      </button>
    </div>
  </header>`;
}

const SECTIONS: [string, string][] = [
  ['users', 'Manage'],
  ['planning', 'Plan'],
  ['code', 'Code'],
  ['rocket', 'Build'],
  ['shield', 'Secure'],
  ['deployments', 'Deploy'],
  ['cloud-pod', 'Operate'],
  ['monitor', 'Monitor'],
  ['chart', 'Analyze'],
  ['settings', 'Settings'],
];

function sidebar(visit: ProjectVisit, view: PageView): Html {
  const { project, base } = visit;
  const open = project.mergeRequests.filter(({ state }) => state === 'opened').length;
  const issues = project.issues.filter(({ state }) => state === 'opened').length;
  const entry = (name: string, href: string, count: number): Html =>
    html`<li>
      <a
        class="super-sidebar-nav-item ${view.section === name ? 'super-sidebar-nav-item-current' : ''}"
        href="${href}"
        ${view.section === name ? html`aria-current="page"` : ''}
        ><span class="nav-item-name">${name}</span
        ><span class="gl-badge badge badge-pill badge-neutral"
          ><span class="gl-badge-content">${count}</span></span
        ></a
      >
    </li>`;
  return html`<aside class="js-super-sidebar super-sidebar">
    <nav class="super-sidebar-nav" aria-label="Project navigation">
      <a class="sidebar-context" href="${base}">
        <span class="project-avatar">${project.name.charAt(0)}</span>
        <span class="nav-item-name">${project.name}</span>
      </a>
      <div class="sidebar-section-title">
        ${icon(visit, 'thumbtack')}<span>Pinned</span>${icon(visit, 'chevron-down', 12)}
      </div>
      <ul>
        ${entry('Work items', `${base}/-/work_items`, issues)}
        ${entry('Merge requests', `${base}/-/merge_requests`, open)}
        ${entry('Pipelines', `${base}/-/pipelines`, project.pipelines.length)}
      </ul>
      <ul class="sidebar-sections">
        ${SECTIONS.map(
          ([name, title]) =>
            html`<li>
              <a class="super-sidebar-nav-item" href="${base}">
                ${icon(visit, name)}<span class="nav-item-name">${title}</span>${icon(
                  visit,
                  'chevron-right',
                  12,
                )}
              </a>
            </li>`,
        )}
      </ul>
    </nav>
    <div class="sidebar-foot">${icon(visit, 'question-o')}<span>Help</span></div>
  </aside>`;
}

function breadcrumbs(view: PageView): Html {
  return html`<div id="js-vue-page-breadcrumbs-wrapper" data-testid="breadcrumb-links">
    <nav aria-label="Breadcrumb" class="gl-breadcrumbs">
      <ol class="gl-breadcrumb-list breadcrumb">
        ${view.breadcrumbs.map(
          ({ text, href }, index) =>
            html`<li class="gl-breadcrumb-item gl-breadcrumb-item-sm">
              <a
                href="${href}"
                ${index === view.breadcrumbs.length - 1 ? html`aria-current="page"` : ''}
                ><span>${text}</span></a
              >
            </li>`,
        )}
      </ol>
    </nav>
  </div>`;
}

/** A whole page of a project in GitLab's frame: top bar, sidebar, panels. */
export function projectLayout(visit: ProjectVisit, view: PageView): Html {
  const { project } = visit;
  return html`<!DOCTYPE html>
    <html
      lang="en"
      class="${visit.dark ? 'gl-dark' : 'gl-light'} ui-neutral with-top-bar with-header page-with-panels user-logged-in"
    >
      ${head(visit, view)}
      <body
        class="tab-width-8 gl-browser-chrome gl-platform-linux"
        data-page="${view.dataPage}"
        ${view.pageTypeId ? html`data-page-type-id="${view.pageTypeId}"` : ''}
        data-project="${project.path}"
        data-project-full-path="${projectPath(project)}"
        data-project-id="${project.id}"
        data-group="${project.namespace.path}"
        data-group-full-path="${project.namespace.path}"
        data-namespace-id="${project.namespace.id}"
        data-project-studio-enabled="true"
      >
        <div id="js-tooltips-container"></div>
        ${topbar(visit)}
        <div class="layout-page js-page-layout page-with-super-sidebar">
          ${sidebar(visit, view)}
          <div class="panels-container">
            <div class="content-panels js-content-panels">
              <div
                class="paneled-view static-panel js-static-panel js-paneled-view content-wrapper"
              >
                <div class="panel-header">
                  <div class="panel-header-inner js-panel-header-inner">
                    ${breadcrumbs(view)}
                    <div class="panel-header-inner-actions">
                      <div class="js-panel-actions-portal-target"></div>
                    </div>
                  </div>
                </div>
                <div class="panel-content">
                  <div class="panel-content-inner js-static-panel-inner">
                    <div class="container-fluid container-limited">
                      <main class="content" id="content-body">
                        <div id="js-drawer-container"></div>
                        <div
                          class="flash-container flash-container-page sticky"
                          data-testid="flash-container"
                        ></div>
                        ${view.content}
                      </main>
                    </div>
                  </div>
                </div>
              </div>
              <div id="contextual-panel-portal"></div>
            </div>
          </div>
        </div>
      </body>
    </html>`;
}

/** A page without sidebar: signing in, the home page, errors. */
export function bareLayout(visit: Visit, title: string, dataPage: string, content: Html): Html {
  const view = { title, dataPage, breadcrumbs: [], content };
  return html`<!DOCTYPE html>
    <html lang="en" class="${visit.dark ? 'gl-dark' : 'gl-light'} ui-neutral">
      ${head(visit, view)}
      <body class="bare-page" data-page="${dataPage}">
        <main class="content" id="content-body">${content}</main>
      </body>
    </html>`;
}
