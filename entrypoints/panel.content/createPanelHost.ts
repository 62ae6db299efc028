import { HOSTS } from '../../utils/page/buttons/hosts.ts';

/** Nothing of the page's own styles comes in, but for its custom properties. */
const RESET = ':host { all: initial !important; }';

/**
 * An element with an open shadow root (GitLab's shortcut library looks into open ones only), in which `root` is drawn under the
 * style sheet; keys pressed inside never reach the page.
 */
export function createPanelHost(document: Document, css: string) {
  const host = document.createElement(HOSTS.panel);
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = `${RESET}\n${css}`;
  const root = document.createElement('div');
  for (const type of ['keydown', 'keyup', 'keypress'])
    shadow.addEventListener(type, (event) => event.stopPropagation());
  shadow.append(style, root);
  return { host, shadow, root };
}
