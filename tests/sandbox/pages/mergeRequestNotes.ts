/** Over 250 lines: the markup of one list of notes, from the single comment to the thread on a diff. */

import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import { canReadNote } from '../api/noteableRoutes.ts';
import { type DiffFile, type DiffLine, diffLines } from '../git/mergeRequestDiff.ts';
import { isResolved } from '../state/discussions.ts';
import { type Discussion, type MergeRequest, type Note, userById } from '../state/State.ts';
import { markdownField, noteActions, noteHeaderInfo, repliesToggle, systemNote } from './noteParts.ts';
import { avatarLink, button, iconButton, renderMarkdown, timeAgo } from './parts.ts';
import type { Html, ProjectVisit } from './Visit.ts';

export type NotePlace = 'overview' | 'changes';

/** GitLab's name for a file in a diff: the SHA-1 of its path. */
export function fileHash(path: string): string {
  return createHash('sha1').update(path).digest('hex');
}

export function mergeRequestNote(
  visit: ProjectVisit,
  discussion: Discussion,
  note: Note,
  place: NotePlace,
): Html {
  const first = note === discussion.notes[0];
  return html`<li
    class="js-timeline-entry timeline-entry note note-wrapper note-comment note-row-${note.id} ${note.internal ? 'internal-note' : ''}"
    id="note_${note.id}"
    data-note-id="${note.id}"
    data-testid="noteable-note-container"
  >
    <div class="timeline-entry-inner">
      <div class="timeline-avatar">
        ${avatarLink(visit, note.authorId, place === 'changes' ? 24 : 32)}
      </div>
      <div class="timeline-content">
        <div class="note-header">
          ${noteHeaderInfo(visit, note, `#note_${note.id}`)}
          ${noteActions(visit, note, {
            reply: first,
            resolve: first && note.resolvable,
            resolved: isResolved(discussion),
          })}
        </div>
        <div class="timeline-discussion-body">
          <div class="note-body">
            <div class="note-text md">${renderMarkdown(note.body)}</div>
            ${
              note.authorId === visit.user.id
                ? html`<textarea class="hidden js-task-list-field" hidden>${note.body}</textarea>`
                : ''
            }
          </div>
        </div>
      </div>
    </div>
  </li>`;
}

function replyHolder(visit: ProjectVisit, discussion: Discussion): Html {
  const resolved = isResolved(discussion);
  return html`<li data-testid="reply-wrapper" class="discussion-reply-holder">
    <div class="flash-container"></div>
    <div data-testid="discussion-with-resolve-btn" class="reply-row">
      <input
        type="text"
        placeholder="Reply…"
        class="gl-form-input form-control reply-placeholder-input-field js-discussion-reply-field-placeholder"
        data-testid="discussion-reply-tab"
        aria-label="Reply to comment"
      />
      ${button(resolved ? 'Reopen thread' : 'Resolve thread', { testid: 'resolve-discussion-button' })}
      ${iconButton(visit, 'issue-new', 'Create issue to resolve thread', { className: 'new-issue-for-discussion' })}
    </div>
  </li>`;
}

/** A comment, a system note or a thread of a merge request's Overview. */
export function overviewDiscussion(
  visit: ProjectVisit,
  discussion: Discussion,
  options: { files: DiffFile[]; expanded?: boolean; asThread?: boolean },
): Html {
  const notes = discussion.notes.filter((note) => canReadNote(visit.project, visit.user, note));
  const [first] = notes;
  if (!first) return html``;
  if (first.system) return systemNote(visit, first, 'note');
  if (discussion.individualNote && !options.asThread) {
    return mergeRequestNote(visit, discussion, first, 'overview');
  }
  const expanded = options.expanded ?? !isResolved(discussion);
  return html`<li class="js-timeline-entry timeline-entry note note-discussion">
    <div class="timeline-entry-inner">
      <div class="timeline-content">
        <div
          data-discussion-id="${discussion.id}"
          ${discussion.individualNote ? '' : html`data-discussion-resolvable="true"`}
          ${isResolved(discussion) ? html`data-discussion-resolved="true"` : ''}
          data-testid="discussion-content"
          class="discussion js-discussion-container"
        >
          ${
            first.position
              ? html`${diffThreadHeader(visit, discussion, notes, expanded)}
                ${expanded ? diffThreadBody(visit, discussion, notes, options.files) : ''}`
              : generalThreadBody(visit, discussion, notes, expanded)
          }
        </div>
      </div>
    </div>
  </li>`;
}

function resolvedLine(visit: ProjectVisit, discussion: Discussion): Html | string {
  const note = discussion.notes.find(({ resolvedById }) => resolvedById !== null);
  if (!isResolved(discussion) || !note || note.resolvedById === null || !note.resolvedAt) return '';
  const user = userById(visit.world.state, note.resolvedById);
  return html`<div class="discussion-headline-light js-discussion-headline">
    Resolved ${timeAgo(note.resolvedAt)} by
    <a href="#" class="js-user-link author-link" data-user-id="${user.id}">${user.name}</a>
  </div>`;
}

function diffThreadHeader(
  visit: ProjectVisit,
  discussion: Discussion,
  notes: Note[],
  expanded: boolean,
): Html {
  const [first] = notes;
  if (!first) return html``;
  return html`<div class="discussion-header">
    <div class="timeline-avatar">${avatarLink(visit, first.authorId, 32)}</div>
    <div class="timeline-content ${expanded ? 'expanded' : 'collapsed'}">
      ${noteHeaderInfo(
        visit,
        first,
        `#note_${first.id}`,
        html`<span data-testid="system-note-content" class="system-note-message"
          >started a thread on <a class="gl-link" href="#note_${first.id}">the diff</a>
        </span>`,
      )}
      ${resolvedLine(visit, discussion)}
      <ul class="thread-toggle">
        ${repliesToggle(visit, notes, expanded)}
      </ul>
    </div>
  </div>`;
}

/** The few lines of the diff before a thread, as a table. */
function diffTable(lines: DiffLine[]): Html {
  return html`${lines.map(
    (line) =>
      html`<tr class="line_holder">
        <td class="diff-line-num old_line ${line.kind}">${line.oldLine ?? ''}</td>
        <td class="diff-line-num new_line ${line.kind}">${line.newLine ?? ''}</td>
        <td class="line_content ${line.kind}"><span class="line">${line.text}</span></td>
      </tr>`,
  )}`;
}

function diffThreadBody(
  visit: ProjectVisit,
  discussion: Discussion,
  notes: Note[],
  files: DiffFile[],
): Html {
  const position = notes[0]?.position;
  const path = position?.new_path ?? '';
  const all = diffLines(files.find(({ newPath }) => newPath === path)?.diff ?? '');
  const at = all.findIndex(
    (line) =>
      (position?.new_line !== null && line.newLine === position?.new_line) ||
      (position?.new_line === null && line.oldLine === position.old_line),
  );
  const lines = all.slice(Math.max(0, at - 4), at + 1).filter(({ kind }) => kind !== 'match');
  return html`<div class="discussion-body">
    <div class="diff-file file-holder card discussion-wrapper text-file">
      <div
        data-testid="file-title-container"
        data-qa-file-name="${path}"
        class="js-file-title file-title file-title-flex-parent"
      >
        <div class="file-header-content">
          <a data-testid="file-title" href="#"
            ><strong title="${path}" data-testid="file-name-content" class="file-title-name"
              >${path}</strong
            ></a
          >${iconButton(visit, 'copy-to-clipboard', 'Copy file path', { size: 'sm' })}
        </div>
      </div>
      <div class="diff-content">
        <table class="code js-syntax-highlight">
          <tbody>
            ${diffTable(lines)}
            <tr class="notes_holder">
              <td colspan="3" class="notes-content">
                <div class="discussion-notes">
                  <ul class="notes">
                    ${notes.map((note) => mergeRequestNote(visit, discussion, note, 'overview'))}
                    ${replyHolder(visit, discussion)}
                  </ul>
                </div>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </div>
  </div>`;
}

function generalThreadBody(
  visit: ProjectVisit,
  discussion: Discussion,
  notes: Note[],
  expanded: boolean,
): Html {
  const [first] = notes;
  return html`<div class="discussion-body">
    <div class="card discussion-wrapper">
      <div class="discussion-notes">
        <ul class="notes">
          ${first ? mergeRequestNote(visit, discussion, first, 'overview') : ''}
          ${notes.length > 1 || !expanded ? repliesToggle(visit, notes, expanded) : ''}
          ${
            expanded
              ? html`${notes.slice(1).map((note) => mergeRequestNote(visit, discussion, note, 'overview'))}
                ${replyHolder(visit, discussion)}`
              : ''
          }
        </ul>
      </div>
    </div>
  </div>`;
}

/** A thread in its line of the Changes tab. */
export function changesDiscussion(visit: ProjectVisit, discussion: Discussion): Html {
  const notes = discussion.notes.filter((note) => canReadNote(visit.project, visit.user, note));
  const [first] = notes;
  if (!first) return html``;
  return html`<ul data-discussion-id="${discussion.id}" class="notes">
    <li class="js-timeline-entry timeline-entry note note-discussion">
      <div class="timeline-entry-inner">
        <div class="timeline-content">
          <div
            data-discussion-id="${discussion.id}"
            data-discussion-resolvable="true"
            ${isResolved(discussion) ? html`data-discussion-resolved="true"` : ''}
            data-testid="discussion-content"
            class="discussion js-discussion-container"
          >
            <div class="discussion-body">
              <div class="card discussion-wrapper">
                <div class="discussion-notes">
                  <ul class="notes">
                    ${mergeRequestNote(visit, discussion, first, 'changes')}
                    <li class="discussion-collapsible">
                      <ul class="notes">
                        ${notes.length > 1 ? repliesToggle(visit, notes, true) : ''}
                        ${notes.slice(1).map((note) => mergeRequestNote(visit, discussion, note, 'changes'))}
                        ${replyHolder(visit, discussion)}
                      </ul>
                    </li>
                  </ul>
                </div>
              </div>
            </div>
          </div>
        </div>
      </div>
    </li>
  </ul>`;
}

/** All of the Overview's notes as list items, oldest first. */
export function overviewNoteItems(
  visit: ProjectVisit,
  mergeRequest: MergeRequest,
  files: DiffFile[],
): Html {
  return html`${mergeRequest.discussions.map((one) => overviewDiscussion(visit, one, { files }))}`;
}

export function mergeRequestCommentForm(visit: ProjectVisit): Html {
  const textarea = html`<textarea
    id="note-body"
    name="note[note]"
    class="note-textarea js-vue-comment-form js-note-text js-gfm-input js-autosize markdown-area"
    data-noteable-type="MergeRequest"
    data-testid="comment-field"
    dir="auto"
    placeholder="Write a comment or drag your files here…"
    aria-label="Add a comment"
  ></textarea>`;
  return html`<div class="js-comment-form">
    <ul class="notes notes-form timeline">
      <li class="timeline-entry note-form">
        <div class="timeline-entry-inner">
          <div class="flash-container"></div>
          <div class="timeline-content timeline-content-form">
            <form
              data-testid="comment-form"
              class="new-note common-note-form gfm-form js-main-target-form"
            >
              ${markdownField(visit, textarea)}
              <div class="note-form-actions">
                <div data-testid="comment-button" class="comment-button">
                  ${button('Comment', { variant: 'confirm', className: 'js-comment-button' })}
                </div>
                ${button('Start thread', { testid: 'start-thread-button' })}
              </div>
            </form>
          </div>
        </div>
      </li>
    </ul>
  </div>`;
}
