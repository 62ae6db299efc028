import { isTag, type Element } from 'domhandler';
import { createFinder, hasClass, textOf } from './elements.ts';
import type { Drawing } from './ShownText.ts';

/** Languages whose blocks GitLab replaces by a picture; PlantUML, Graphviz and the like where an administrator has switched that on. */
const DRAWN = /^(mermaid|plantuml|kroki|geojson|topojson|stl)$/;

/** Whether GitLab's scripts replace an element by a picture. */
function isDrawn({ attribs }: Element): boolean {
  return /(^|\s)js-render-\S/.test(attribs['class'] ?? '') || attribs['data-diagram'] !== undefined;
}

const findDrawn = createFinder(isDrawn);

/**
 * The drawing that GitLab's page makes of a block of code or a formula, or null where it shows the text.
 * By what its scripts look for (18.9: `render_gfm.js`): `js-render-math`, `js-render-mermaid`, `js-render-kroki`, `data-lang-params="table"`.
 */
export function drawingOf(element: Element): Drawing | null {
  const language = element.attribs['data-canonical-lang'] ?? element.attribs['lang'] ?? '';
  const source = (): string => textOf(element.children).trim();
  const hasStyle = element.attribs['data-math-style'] !== undefined;
  if (hasStyle || language === 'math' || hasClass(element, 'js-render-math')) {
    return { language: 'math', source: source() };
  }
  const isTable = (element.attribs['data-lang-params'] ?? '').split(/\s+/)[0] === 'table';
  if (language === 'json' && isTable) return { language: 'json:table', source: source() };
  if (DRAWN.test(language) || isDrawn(element) || findDrawn(element)) {
    return { language: DRAWN.test(language) ? language : 'diagram', source: source() };
  }
  return null;
}

/** The sources of a picture that the server drew (PlantUML, Kroki): `data-src` holds the diagram, `data-diagram-src` its text. */
export function serverDrawing(image: Element): Drawing | null {
  const kind = image.attribs['data-diagram'];
  const encoded = /^data:text\/plain;base64,([A-Za-z0-9+/=]*)$/.exec(
    image.attribs['data-diagram-src'] ?? '',
  )?.[1];
  if (kind === undefined || encoded === undefined || !isTag(image)) return null;
  const bytes = Uint8Array.from(atob(encoded), (char) => char.codePointAt(0) ?? 0);
  return { language: kind, source: new TextDecoder().decode(bytes).trim() };
}
