import { html } from 'hono/html';
import { readFile } from '../git/git.ts';
import { readBranches } from '../git/objects.ts';
import { projectView } from './simplePages.ts';
import type { Html, ProjectVisit } from './Visit.ts';

/** A file at a branch, as GitLab 18.9 draws it; null where there is none. The longest branch that the address begins with is meant. */
export async function filePage(visit: ProjectVisit, refAndPath: string): Promise<Html | null> {
  const { repository } = visit.project;
  const branches = [...(await readBranches(repository)).keys()];
  const ref = branches
    .filter((name) => refAndPath.startsWith(`${name}/`))
    .toSorted((one, other) => other.length - one.length)[0];
  if (ref === undefined) return null;
  const path = refAndPath.slice(ref.length + 1);
  const bytes = await readFile(repository, ref, path);
  if (!bytes) return null;
  const lines = bytes.toString('utf8').replace(/\n$/, '').split('\n');
  const numbers = lines.map(
    (_, index) =>
      html`<div data-testid="line-numbers" class="diff-line-num line-links line-numbers">
        <a id="L${index + 1}" href="#L${index + 1}" data-line-number="${index + 1}" class="file-line-num gl-select-none">${index + 1}</a>
      </div>`,
  );
  const code = lines.map(
    (line, index) => html`<div id="LC${index + 1}" lang="javascript" class="line">${line}</div>\n`,
  );
  return projectView(visit, {
    title: `${path} · ${ref}`,
    dataPage: 'projects:blob:show',
    section: 'Repository',
    heading: false,
    content: html`<div id="fileHolder" class="file-holder">
      <div class="js-file-title file-title-flex-parent" is-blob-page current-ref="${ref}">
        <strong data-testid="file-title-content" class="file-title-name">${path.split('/').at(-1)}</strong>
      </div>
      <div class="blob-viewer">
        <div data-type="simple" data-path="${path}" data-testid="blob-viewer-file-content" class="file-content code js-syntax-highlight blob-content blob-viewer">
          <div>${numbers}</div>
          <pre class="code highlight"><code data-testid="content">${code}</code></pre>
        </div>
      </div>
    </div>`,
  });
}
