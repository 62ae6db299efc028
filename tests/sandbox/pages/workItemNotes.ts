import { html } from 'hono/html';
import { canReadNote } from '../api/noteableRoutes.ts';
import { isResolved } from '../state/discussions.ts';
import { type Discussion, type Issue, type Note } from '../state/State.ts';
import { markdownField, noteActions, noteHeaderInfo, repliesToggle, systemNote } from './noteParts.ts';
import { avatarLink, button, renderMarkdown } from './parts.ts';
import type { Html, ProjectVisit } from './Visit.ts';

function noteItem(visit: ProjectVisit, href: string, discussion: Discussion, note: Note): Html {
  return html`<li
    class="js-timeline-entry timeline-entry note note-wrapper note-comment ${note.internal ? 'internal-note' : ''}"
    id="note_${note.id}"
    discussion-id="gid://gitlab/Discussion/${discussion.id}"
  >
    <div class="timeline-entry-inner">
      <div class="timeline-avatar">${avatarLink(visit, note.authorId, 32)}</div>
      <div class="timeline-content">
        <div data-testid="note-wrapper">
          <div class="note-header">
            ${noteHeaderInfo(visit, note, `${href}#note_${note.id}`)}
            <div class="gl-inline-flex">
              ${noteActions(visit, note, { reply: note === discussion.notes[0] })}
            </div>
          </div>
          <div class="note-body">
            <div class="timeline-discussion-body">
              <div data-testid="work-item-note-body" class="note-text md">
                ${renderMarkdown(note.body)}
              </div>
            </div>
            <div class="note-awards"></div>
          </div>
        </div>
      </div>
    </div>
  </li>`;
}

/** A thread or a single comment of a work item: both are an `li.note-discussion` here. */
export function workItemDiscussion(
  visit: ProjectVisit,
  href: string,
  discussion: Discussion,
  expanded = !isResolved(discussion),
): Html {
  const notes = discussion.notes.filter((note) => canReadNote(visit.project, visit.user, note));
  const first = notes[0];
  if (!first) return html``;
  if (first.system) return systemNote(visit, first);
  const shown = expanded ? notes : notes.slice(0, 1);
  return html`<li
    class="js-timeline-entry timeline-entry note-discussion"
    data-note-id="${first.id}"
    data-discussion-id="gid://gitlab/Discussion/${discussion.id}"
  >
    <div class="timeline-entry-inner">
      <div class="timeline-content">
        <div class="discussion">
          <div class="discussion-body">
            <div class="discussion-wrapper">
              <div class="discussion-notes">
                <ul data-testid="note-container" class="notes">
                  ${shown.slice(0, 1).map((note) => noteItem(visit, href, discussion, note))}
                  ${notes.length > 1 ? repliesToggle(visit, notes, expanded) : ''}
                  ${shown.slice(1).map((note) => noteItem(visit, href, discussion, note))}
                  ${expanded && notes.length > 1 ? replyHolder() : ''}
                </ul>
              </div>
            </div>
          </div>
        </div>
      </div>
    </div>
  </li>`;
}

function replyHolder(): Html {
  return html`<li class="note note-wrapper note-comment discussion-reply-holder">
    <div class="reply-row">
      <input
        type="text"
        placeholder="Reply…"
        class="gl-form-input form-control reply-placeholder-input-field js-discussion-reply-field-placeholder"
        data-testid="note-reply-textarea"
        aria-label="Reply to comment"
      />
      <div class="discussion-actions">
        ${button('Resolve thread', { testid: 'resolve-discussion-button' })}
      </div>
    </div>
  </li>`;
}

/** The form at the end of the activity; replies use the same, made by the page's script. */
export function workItemCommentForm(visit: ProjectVisit): Html {
  const textarea = html`<textarea
    id="work-item-add-or-edit-comment"
    class="note-textarea js-gfm-input js-autosize markdown-area"
    dir="auto"
    data-noteable-type=""
    placeholder="Write a comment or drag your files here…"
    aria-label="Add a comment"
  ></textarea>`;
  return html`<div class="js-comment-form">
    <ul class="notes notes-form timeline">
      <li class="timeline-entry note-form">
        <div class="timeline-entry-inner">
          <div class="timeline-content">
            <form class="common-note-form gfm-form js-main-target-form new-note">
              ${markdownField(visit, textarea)}
              <div class="note-form-actions" data-testid="work-item-comment-form-actions">
                ${button('Comment', { variant: 'confirm', testid: 'confirm-button' })}
              </div>
            </form>
          </div>
        </div>
      </li>
    </ul>
  </div>`;
}

/** The notes of a work item as list items, oldest first. */
export function workItemNoteItems(visit: ProjectVisit, issue: Issue, href: string): Html {
  return html`${issue.discussions.map((discussion) => workItemDiscussion(visit, href, discussion))}`;
}
