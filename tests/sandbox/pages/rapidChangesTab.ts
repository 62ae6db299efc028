import { html } from 'hono/html';
import { type DiffFile, type DiffLine, diffLines } from '../git/mergeRequestDiff.ts';
import { fileHash } from './mergeRequestNotes.ts';
import { icon } from './parts.ts';
import type { Html, ProjectVisit } from './Visit.ts';

/** Rapid Diffs, as GitLab's components render them (`app/components/rapid_diffs/`, 18.9 and 19.3). */

const CHANGES: Partial<Record<DiffLine['kind'], 'added' | 'removed'>> = {
  new: 'added',
  old: 'removed',
};
const LABELS = { added: 'Added line', removed: 'Removed line' } as const;

function numberCell(line: DiffLine, position: 'old' | 'new', id: string): Html {
  const change = CHANGES[line.kind];
  const number = position === 'old' ? line.oldLine : line.newLine;
  const label = `${change ? LABELS[change] : 'Line'} ${number}`;
  const link =
    number === null
      ? ''
      : html`<a class="rd-line-link" data-line-number="${number}" aria-label="${label}" href="#${id}"></a>`;
  return html`<td class="rd-line-number" data-position="${position}" ${change ? html`data-change="${change}"` : ''}>${link}</td>`;
}

function row(hash: string, line: DiffLine): Html {
  if (line.kind === 'match')
    return html`<tr class="rd-hunk-header rd-hunk-header-inline">
      <td class="rd-hunk-header-buttons" colspan="2"></td>
      <td class="rd-hunk-header-content">${line.text}</td>
    </tr>`;
  const change = CHANGES[line.kind];
  const id = `line_${hash.slice(0, 8)}_${change === 'added' ? 'A' : ''}${line.newLine ?? line.oldLine}`;
  return html`<tr id="${id}" class="rd-hunk-lines rd-hunk-lines-inline" data-testid="hunk-lines-inline" data-hunk-lines>
    ${numberCell(line, 'old', id)}${numberCell(line, 'new', id)}
    <td class="rd-line-content" ${change ? html`data-change="${change}"` : ''} tabindex="-1"><pre class="rd-line-text">${line.text}</pre></td>
  </tr>`;
}

function fileView(file: DiffFile): Html {
  const hash = fileHash(file.newPath);
  const data = { viewer: 'text_inline', old_path: file.oldPath, new_path: file.newPath };
  return html`<diff-file id="${hash}" data-testid="rd-diff-file" data-file-data="${JSON.stringify(data)}">
    <div class="rd-diff-file">
      <header class="rd-diff-file-header" data-testid="rd-diff-file-header"><h2 class="rd-diff-file-title">${file.newPath}</h2></header>
      <div class="rd-diff-file-body">
        <table class="rd-table"><tbody>${diffLines(file.diff).map((line) => row(hash, line))}</tbody></table>
      </div>
    </div>
  </diff-file>`;
}

/** The Changes pane as Rapid Diffs: one button for comments, which its script moves to the line that is pointed at. */
export function rapidChangesTab(visit: ProjectVisit, files: DiffFile[]): Html {
  return html`<article class="rd-app" data-rapid-diffs>
    <button type="button" class="rd-new-discussion-toggle" data-new-discussion-toggle data-click="newDiscussion" aria-label="Add a comment to this line" hidden>
      ${icon(visit, 'comment', 12)}
    </button>
    <div data-diffs-list>${files.map((file) => fileView(file))}</div>
  </article>`;
}
