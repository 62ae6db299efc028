import { html } from 'hono/html';
import { type DiffFile, type DiffLine, diffLines } from '../git/mergeRequestDiff.ts';
import { isResolved } from '../state/discussions.ts';
import type { Discussion, MergeRequest } from '../state/State.ts';
import { changesDiscussion, fileHash } from './mergeRequestNotes.ts';
import { button, icon, iconButton } from './parts.ts';
import type { Html, ProjectVisit } from './Visit.ts';

function attributes(line: DiffLine): Html {
  const old = line.oldLine === null ? '' : html`data-interop-old-line="${line.oldLine}"`;
  const fresh = line.newLine === null ? '' : html`data-interop-new-line="${line.newLine}"`;
  const type = line.kind === 'old' ? 'old' : 'new';
  return html`data-interop-type="${type}" data-interop-line="${line.newLine ?? line.oldLine}"
  ${fresh} ${old}`;
}

function lineNumber(value: number | null): Html | string {
  return value === null
    ? ''
    : html`<a data-linenumber="${value}" href="#" aria-label="${value}"></a>`;
}

function lineRow(visit: ProjectVisit, hash: string, line: DiffLine, threads: Discussion[]): Html {
  if (line.kind === 'match') {
    return html`<div class="diff-grid-row diff-tr line_holder match expansion">
      <div class="diff-grid-left left-side">
        <div class="diff-td diff-line-num">${icon(visit, 'expand-up')}</div>
        <div class="diff-td line_content left-side">${line.text}</div>
      </div>
    </div>`;
  }
  const kind = line.kind === 'context' ? '' : line.kind;
  const threadButton =
    threads.length > 0
      ? html`<div class="diff-comment-avatar-holders" data-testid="left-discussions">
          <button
            type="button"
            title="Hide comments"
            aria-label="Hide comments"
            class="diff-notes-collapse js-diff-comment-button"
          >
            ${icon(visit, threads.every(isResolved) ? 'comment' : 'collapse', 12)}
          </button>
        </div>`
      : '';
  return html`<div class="diff-grid-row diff-tr line_holder">
    <div
      id="${hash}_${line.oldLine ?? line.newLine}_${line.newLine ?? line.oldLine}"
      data-testid="left-side"
      ${attributes(line)}
      class="diff-grid-left left-side"
    >
      <div data-testid="left-line-number" class="diff-td diff-line-num ${kind}">
        <span title="Add a comment to this line or drag for multiple lines" class="add-diff-note tooltip-wrapper"
          ><div
            data-testid="left-comment-button"
            role="button"
            tabindex="0"
            draggable="true"
            aria-label="Add a comment to this line"
            class="add-diff-note unified-diff-components-diff-note-button note-button js-add-diff-note-button"
          ></div></span
        >${lineNumber(line.oldLine)}${threadButton}
      </div>
      <div class="diff-td diff-line-num ${kind}">${lineNumber(line.newLine)}</div>
      <div data-testid="left-content" class="diff-td line_content left-side ${kind}">
        <span class="line" lang="javascript">${line.text}</span>
      </div>
    </div>
  </div>`;
}

/** The row below a line that holds its threads; resolved ones are folded away unless they are asked for. */
export function notesHolder(visit: ProjectVisit, threads: Discussion[]): Html {
  return html`<div data-testid="notes-holder" class="diff-tr notes_holder diff-grid-comments">
    <div class="diff-td notes-content old">
      <div class="content">
        <div class="discussion-notes diff-discussions">
          ${threads.map((one) => changesDiscussion(visit, one))}
        </div>
        <div class="discussion-reply-holder start-another">${button('Start another thread')}</div>
      </div>
    </div>
  </div>`;
}

function fileView(visit: ProjectVisit, file: DiffFile, threads: Discussion[]): Html {
  const hash = fileHash(file.newPath);
  const lines = diffLines(file.diff);
  const count = (kind: string): number => lines.filter((line) => line.kind === kind).length;
  return html`<div class="diff-file-frame">
    <div
      id="${hash}"
      data-path="${file.newPath}"
      class="diff-file file-holder has-body is-virtual-scrolling"
    >
      <div
        data-testid="file-title-container"
        data-qa-file-name="${file.newPath}"
        class="js-file-title file-title file-title-flex-parent"
      >
        <div class="file-header-content">
          ${iconButton(visit, 'chevron-down', 'Hide file contents', { size: 'sm', className: 'btn-default-tertiary js-fold-file' })}
          <a href="#${hash}"
            ><strong class="file-title-name" data-testid="file-name-content" title="${file.newPath}"
              >${file.newPath}</strong
            ></a
          >${iconButton(visit, 'copy-to-clipboard', 'Copy file path', { size: 'sm' })}
          ${file.newFile ? html`<span class="file-mode">0 → ${file.bMode}</span>` : ''}
        </div>
        <div class="file-actions">
          <span class="diff-stats"
            ><span class="added">+${count('new')}</span>
            <span class="removed">−${count('old')}</span></span
          >
          <label class="viewed"
            ><input type="checkbox" data-testid="fileReviewCheckbox" /> Viewed</label
          >
          ${iconButton(visit, 'comment', 'Comment on this file', { size: 'sm', testid: 'comment-files-button' })}
          ${iconButton(visit, 'ellipsis_v', 'Options', { size: 'sm', testid: 'options-dropdown-button' })}
        </div>
      </div>
      <div id="diff-content-${hash}" data-testid="content-area" class="diff-content">
        <div class="diff-viewer">
          <div class="diff-grid diff-table code js-syntax-highlight text-file inline-diff-view">
            ${lines.map((line) => {
              const here = threads.filter(({ notes }) => {
                const position = notes[0]?.position;
                if (!position || position.new_path !== file.newPath) return false;
                return position.new_line === null
                  ? line.oldLine === position.old_line && line.newLine === null
                  : line.newLine === position.new_line;
              });
              const open = here.filter((one) => !isResolved(one));
              return html`${lineRow(visit, hash, line, here)}${open.length > 0 ? notesHolder(visit, here) : ''}`;
            })}
          </div>
        </div>
      </div>
    </div>
  </div>`;
}

/** The classic Changes pane: versions, file tree, files with their threads. */
export function changesTab(
  visit: ProjectVisit,
  mergeRequest: MergeRequest,
  files: DiffFile[],
): Html {
  const threads = mergeRequest.discussions.filter(({ notes }) => notes[0]?.position);
  return html`<div class="mr-version-controls">
      <div class="mr-version-menus-container">
        ${iconButton(visit, 'file-tree', 'Hide file browser', { testid: 'file-tree-button', className: 'selected' })}
        <span>Compare</span> ${button(mergeRequest.targetBranch, { size: 'sm' })} <span>and</span>
        ${button('latest version', { size: 'sm' })}
        <span class="mr-stats">${files.length} files</span>
      </div>
    </div>
    <div class="files diff-layout">
      <div class="diff-tree-list">
        <section aria-label="File browser">
          <div class="tree-title">
            Files
            <span class="gl-badge badge badge-pill badge-neutral" data-testid="file-count"
              ><span class="gl-badge-content">${files.length}</span></span
            >
          </div>
          <input
            type="search"
            class="gl-form-input form-control"
            id="diff-tree-search"
            data-testid="diff-tree-search"
            placeholder="Search (e.g. *.vue) (F)"
            aria-label="Search files"
          />
          <nav aria-label="File tree" class="mr-tree-list">
            <ul>
              ${files.map((file) => html`<li><a href="#${fileHash(file.newPath)}">${icon(visit, 'doc-text')} ${file.newPath}</a></li>`)}
            </ul>
          </nav>
        </section>
      </div>
      <div class="diff-files-holder">${files.map((file) => fileView(visit, file, threads))}</div>
    </div>`;
}
