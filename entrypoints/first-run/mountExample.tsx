import { i18n } from '#i18n';
import { render } from 'preact';
import { AskPanel } from '../../components/ask/AskPanel.tsx';
import { Details } from '../../components/details/Details.ts';
import { panelDetails } from '../../components/details/panelDetails.ts';
import { generalPresets } from '../../utils/prompt/catalogue.ts';
import type { Run } from '../../utils/runs/Run.ts';
import { createExample } from '../../utils/setup/example/createExample.ts';
import { EXAMPLE_PAGE } from '../../utils/setup/example/exampleProject.ts';
import css from '../panel.content/panel.css?inline';
import detailsCss from '../panel-details/panelDetails.css?inline';

/** On a page of our own all of the panel is in one script. */
const DETAILS = { parts: panelDetails, failed: false, retry() {} };

/** In the page's flow instead of at the window's edge. */
const IN_PLACE = `.panel { position: static; width: 100%; height: auto; border-width: 1px; border-radius: 12px; animation: none; }`;

/** Shows the panel on the made-up issue within `host`, under a shadow root of its own as on GitLab; the answer takes it away. */
export function mountExample(host: HTMLElement, onClose: () => void): () => void {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const style = new CSSStyleSheet();
  style.replaceSync(`${css}\n${detailsCss}\n${IN_PLACE}`);
  shadow.adoptedStyleSheets = [style];
  const root = document.createElement('div');
  shadow.append(root);
  const ended = new AbortController();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let runs: readonly Run[] = [];

  const call = createExample({ answer: i18n.t('firstRun.exampleAnswer') }, (run) => {
    runs = [run, ...runs];
    draw();
  });
  function draw(): void {
    root.dataset['theme'] = dark.matches ? 'dark' : 'light';
    render(
      <Details.Provider value={DETAILS}>
        <AskPanel
          call={call}
          page={EXAMPLE_PAGE}
          presets={generalPresets(EXAMPLE_PAGE.type, 'page')}
          runs={runs}
          gone={false}
          focusTurn={0}
          suspectTurn={0}
          onClose={onClose}
        />
      </Details.Provider>,
      root,
    );
  }
  dark.addEventListener('change', draw, { signal: ended.signal });
  draw();
  return () => {
    ended.abort();
    render(null, root);
    root.remove();
  };
}
