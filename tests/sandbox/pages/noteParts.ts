import { html } from 'hono/html';
import { AccessLevel, type Note, accessLevel, userById } from '../state/State.ts';
import { icon, iconButton, renderMarkdown, timeAgo } from './parts.ts';
import type { Html, ProjectVisit } from './Visit.ts';

/** What notes of work items and merge requests share. */

const ROLES: [number, string][] = [
  [AccessLevel.owner, 'Owner'],
  [AccessLevel.maintainer, 'Maintainer'],
  [AccessLevel.developer, 'Developer'],
  [AccessLevel.reporter, 'Reporter'],
];

export function roleName(visit: ProjectVisit, userId: number): string | null {
  const access = accessLevel(visit.project, userById(visit.world.state, userId));
  return ROLES.find(([level]) => access >= level)?.[1] ?? null;
}

export function roleBadge(visit: ProjectVisit, userId: number): Html | string {
  const role = roleName(visit, userId);
  if (!role) return '';
  return html`<span
    class="note-role gl-badge badge badge-pill badge-neutral"
    data-testid="max-access-level-badge"
    title="This user has the ${role.toLowerCase()} role in the ${visit.project.path} project."
    ><span class="gl-badge-content">${role}</span></span
  >`;
}

/** Author, account and time of a note; `action` stands between them. */
export function noteHeaderInfo(
  visit: ProjectVisit,
  note: Note,
  href: string,
  action: Html | string = '',
): Html {
  const author = userById(visit.world.state, note.authorId);
  const link = `${visit.world.relativeRoot}/${author.username}`;
  return html`<div class="note-header-info">
    <a
      href="${link}"
      data-user-id="${author.id}"
      data-username="${author.username}"
      class="author-name-link js-user-link"
      ><span data-testid="author-name" class="note-header-author-name">${author.name}</span></a
    >
    <span class="author-username"
      ><a href="${link}" class="author-username-link"
        ><span class="note-headline-light"
          >@${author.bot ? 'project_bot' : author.username}</span
        ></a
      ></span
    >
    <span class="note-headline-light note-headline-meta"
      >${action}<a href="${href}" class="note-timestamp system-note-separator gl-link"
        >${timeAgo(note.createdAt)}</a
      ></span
    >
    ${
      note.internal
        ? html`<span
            class="gl-badge badge badge-pill badge-warning"
            data-testid="internal-note-indicator"
            ><span class="gl-badge-content">Internal note</span></span
          >`
        : ''
    }
  </div>`;
}

/** Edit and "more" of one's own notes; reactions, reply and "more" of others'. */
export function noteActions(
  visit: ProjectVisit,
  note: Note,
  options: { reply: boolean; resolve?: boolean; resolved?: boolean; replyClass?: string },
): Html {
  const own = note.authorId === visit.user.id;
  return html`<div class="note-actions">
    ${roleBadge(visit, note.authorId)}
    ${
      options.resolve
        ? iconButton(
            visit,
            options.resolved ? 'check-circle-filled' : 'check-circle',
            'Resolve thread',
            {
              testid: 'resolve-line-button',
              className: 'btn-default-tertiary note-action-button js-resolve',
            },
          )
        : ''
    }
    <div class="emoji-picker" data-testid="note-emoji-button">
      ${iconButton(visit, 'slight-smile', 'Add reaction', { testid: 'add-reaction-button' })}
    </div>
    ${
      options.reply
        ? iconButton(visit, 'reply', 'Reply to comment', {
            className: `btn-default-tertiary js-reply-button`,
          })
        : ''
    }
    ${
      own
        ? iconButton(visit, 'pencil', 'Edit comment', {
            testid: 'note-edit-button',
            className: 'btn-default-tertiary js-note-edit',
          })
        : ''
    }
    <div class="more-actions dropdown">${iconButton(visit, 'ellipsis_v', 'More actions')}</div>
  </div>`;
}

/** The line that folds a thread's replies, or unfolds them. */
export function repliesToggle(visit: ProjectVisit, notes: Note[], expanded: boolean): Html {
  const replies = notes.slice(1);
  const last = replies.at(-1);
  return html`<li
    class="toggle-replies-widget ${expanded ? '' : 'collapsed'}"
    aria-expanded="${String(expanded)}"
  >
    <button
      type="button"
      class="btn btn-icon gl-button btn-default btn-sm btn-default-tertiary"
      data-testid="replies-toggle"
      aria-label="${expanded ? 'Collapse replies' : 'Expand replies'}"
    >
      ${icon(visit, expanded ? 'chevron-down' : 'chevron-right')}
    </button>
    ${
      expanded
        ? html`<button
            type="button"
            class="btn gl-button btn-link"
            data-testid="collapse-replies-button"
          >
            <span class="gl-button-text">Collapse replies</span>
          </button>`
        : html`<button
              type="button"
              class="btn gl-button btn-link"
              data-testid="expand-replies-button"
            >
              <span class="gl-button-text"
                >${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}</span
              >
            </button>
            ${
              last
                ? html`<span class="last-reply"
                    >Last reply by
                    <b>${userById(visit.world.state, last.authorId).name}</b> ${timeAgo(
                      last.createdAt,
                    )}</span
                  >`
                : ''
            }`
    }
  </li>`;
}

/** A text box with GitLab's toolbar; the form around it decides what it is for. */
export function markdownField(visit: ProjectVisit, textarea: Html): Html {
  const tools = [
    'bold',
    'italic',
    'strikethrough',
    'quote',
    'code',
    'link',
    'list-bulleted',
    'list-numbered',
    'list-task',
    'table',
    'paperclip',
  ];
  return html`<div class="js-editor md-area-wrapper">
    <div class="js-vue-markdown-field md-area gfm-form" data-testid="markdown-field">
      <div class="md-header" data-testid="markdownHeader">
        <button
          type="button"
          class="btn gl-button btn-default btn-sm btn-default-tertiary js-md-preview-button"
        >
          <span class="gl-button-text">Preview</span></button
        ><span class="md-divider"></span>
        ${tools.map((name) => iconButton(visit, name, name, { size: 'sm', className: 'btn-default-tertiary js-md' }))}
      </div>
      ${textarea}
      <div class="md-footer">Switch to rich text editing</div>
    </div>
  </div>`;
}

const SYSTEM_ICONS: Record<string, string> = { label: 'labels', user: 'user', commit: 'commit' };

/** What GitLab itself notes, a label set or a commit pushed; merge requests give it one class more. */
export function systemNote(visit: ProjectVisit, note: Note, className = ''): Html {
  const author = userById(visit.world.state, note.authorId);
  return html`<li
    class="${className} system-note timeline-entry note-wrapper"
    id="note_${note.id}"
    data-note-id="${note.id}"
  >
    <div class="timeline-entry-inner">
      <div class="system-note-image">
        ${icon(visit, SYSTEM_ICONS[note.action ?? ''] ?? 'pencil')}
      </div>
      <div class="timeline-content">
        <div class="note-header">
          <div class="note-header-info">
            <a href="#" class="author-name-link js-user-link"><b>${author.name}</b></a>
            <div class="system-note-message">${renderMarkdown(note.body)}</div>
            <span class="note-headline-light">· ${timeAgo(note.createdAt)}</span>
          </div>
        </div>
      </div>
    </div>
  </li>`;
}
