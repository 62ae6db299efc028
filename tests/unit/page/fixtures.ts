import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'fixtures');

const PROJECT_ROOT = join(import.meta.dirname, '..', '..', '..');

/** Pages as GitLab 19.3's own front end renders them, kept beside some checkouts; absent elsewhere. */
const RENDERED_PAGES = join(PROJECT_ROOT, '..', 'shared', 'gitlab-pages');
export const hasRenderedPages = existsSync(RENDERED_PAGES);

export function fixture(name: string): string {
  return readFileSync(join(FOLDER, `${name}.html`), 'utf8');
}

export function renderedPage(name: string): string {
  return readFileSync(join(RENDERED_PAGES, `${name}.html`), 'utf8');
}

/** Parses a page into a document of its own, as it would stand before any script ran. */
export function parsePage(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

/** Makes the test's own document show a page: body attributes and contents. */
export function showPage(html: string): void {
  const page = parsePage(html);
  for (const { name } of document.body.attributes) document.body.removeAttribute(name);
  for (const { name, value } of page.body.attributes) document.body.setAttribute(name, value);
  document.body.replaceChildren(...page.body.childNodes);
}

/** An event that a person made, as far as a listener can tell. */
export function trusted<Kind extends Event>(event: Kind): Kind {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}
