/** Words in a font of their own: they are told by it. */
const BY_FONT = 'code, code *, pre, pre *';
/** What can be chosen, and says itself that it is; a radio button that is not seen says it for the words after it. */
const CHOICE = '[aria-checked], [aria-pressed], input[type="radio"] + span';
const CHOSEN = '[aria-checked="true"], [aria-pressed="true"], :checked + span';
const GROUP = '[role="radiogroup"], fieldset, div';

const CLEAR = 'rgba(0, 0, 0, 0)';

function backOf(element: Element | null): string {
  for (let at = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== CLEAR) return backgroundColor;
  }
  return CLEAR;
}

function standsOut(element: Element): boolean {
  const { backgroundColor } = getComputedStyle(element);
  return backgroundColor !== CLEAR && backgroundColor !== backOf(element.parentElement);
}

function hasEdge(element: Element): boolean {
  const { borderTopWidth, borderTopStyle } = getComputedStyle(element);
  return borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0;
}

/** Whether its background is more than what it would have. */
function keepsColours(element: Element): boolean {
  return getComputedStyle(element).forcedColorAdjust === 'none';
}

function lookOf(element: Element): string {
  const { backgroundColor, borderTopWidth } = getComputedStyle(element);
  return `${keepsColours(element) ? backgroundColor : ''} ${borderTopWidth}`;
}

/** A radio button that is seen tells by itself. */
function isToldBeside({ previousElementSibling: radio }: Element): boolean {
  return radio?.matches('[type="radio"]') === true && getComputedStyle(radio).opacity !== '0';
}

/** What has its shape by a background or a shadow of its own. */
function shapesOf(root: Document | ShadowRoot, all: readonly Element[]): Element[] {
  const own = new CSSStyleSheet();
  own.replaceSync('* { forced-color-adjust: none !important }');
  root.adoptedStyleSheets.push(own);
  const shapes = all.filter((element) => {
    const { borderTopLeftRadius, boxShadow } = getComputedStyle(element);
    return parseFloat(borderTopLeftRadius) > 0 && (standsOut(element) || boxShadow !== 'none');
  });
  root.adoptedStyleSheets.pop();
  return shapes;
}

function nameOf(element: Element): string {
  return `${element.localName}.${element.className} ${(element.textContent ?? '').trim().slice(0, 40)}`;
}

/**
 * What cannot be told any more where a person has chosen a few colours for everything, which take the place of backgrounds and shadows:
 * buttons, fields, badges and meters without an edge, and what is chosen and looks like what is not. The page has to look so.
 */
export function lostShapes(root: Document | ShadowRoot): string[] {
  const all = [...root.querySelectorAll('*')].filter(
    (element) => element.checkVisibility() && !element.matches(BY_FONT),
  );
  const lost = shapesOf(root, all).filter(
    (shape) => !hasEdge(shape) && !(keepsColours(shape) && standsOut(shape)),
  );
  const choices = all.filter((element) => element.matches(CHOICE) && !isToldBeside(element));
  const alike = choices.filter(
    (one) =>
      one.matches(CHOSEN) &&
      choices.some(
        (other) =>
          !other.matches(CHOSEN) &&
          other.closest(GROUP) === one.closest(GROUP) &&
          lookOf(other) === lookOf(one),
      ),
  );
  return [
    ...lost.map((shape) => `${nameOf(shape)} | has no edge`),
    ...alike.map((one) => `${nameOf(one)} | looks as if it were not chosen`),
  ];
}
