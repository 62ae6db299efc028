import style from '../button.css?inline';

export interface ButtonLook {
  /** Name of the custom element. */
  host: string;
  testId: string;
  label: string;
  title: string;
  /** More of its style sheet. */
  style?: string;
}

const SVG = 'http://www.w3.org/2000/svg';
/** A speech bubble that holds two commits: the extension's own mark, as in `public/icon/mark.svg`, without its frame. */
const BUBBLE =
  'M3 1.5h10A2.5 2.5 0 0 1 15.5 4v5.5A2.5 2.5 0 0 1 13 12H8.2L4.5 15.2V12H3A2.5 2.5 0 0 1 .5 9.5V4A2.5 2.5 0 0 1 3 1.5Z';
const COMMITS = 'M6.6 6.1h2.8v1.3H6.6a2 2 0 1 1 0-1.3Zm2.8 0a2 2 0 1 1 0 1.3Z';

function createMark(document: Document): SVGElement {
  const mark = document.createElementNS(SVG, 'svg');
  mark.setAttribute('viewBox', '0 0 16 16');
  mark.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', `${BUBBLE}${COMMITS}`);
  path.setAttribute('fill-rule', 'evenodd');
  mark.append(path);
  return mark;
}

/**
 * A button of ours in an open shadow root: GitLab's shortcut library looks into open ones only.
 * `press` is called for clicks by people alone; keys pressed inside never reach the page.
 */
export function createButtonHost(
  document: Document,
  look: ButtonLook,
  press: (host: HTMLElement, event: MouseEvent) => void,
): HTMLElement {
  const host = document.createElement(look.host);
  for (const type of ['keydown', 'keyup', 'keypress']) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
  const shadow = host.attachShadow({ mode: 'open', delegatesFocus: true });
  const sheet = document.createElement('style');
  sheet.textContent = style + (look.style ?? '');
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['testid'] = look.testId;
  button.title = look.title;
  const label = document.createElement('span');
  label.textContent = look.label;
  button.append(createMark(document), label);
  // The press would clear what the user selected in the page, and with it the part `selection`.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    button.focus();
    press(host, event);
  });
  shadow.append(sheet, button);
  return host;
}
