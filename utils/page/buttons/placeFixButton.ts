import { createButtonHost } from './createButtonHost.ts';
import { HOSTS } from './hosts.ts';
import { replaceButtonWithWords } from './replaceButtonWithWords.ts';
import style from '../extras.css?inline';
import { extrasSelectors, sharedSelectors } from '../selectors.ts';

/** Where the button of a failed pipeline belongs, or null where none failed. */
function actionsOf(document: Document): Element | null {
  for (const status of document.querySelectorAll(extrasSelectors.failedStatus)) {
    if (status.closest(sharedSelectors.sidePanel)) continue;
    const actions = status
      .closest(extrasSelectors.pipelineBox)
      ?.querySelector(extrasSelectors.pipelineActions);
    if (actions) return actions;
  }
  return null;
}

/**
 * Keeps one button at the failed pipeline that a page shows: a merge request's newest, or the page's own pipeline or job.
 * `place()` is to be called after mutations; `tell` puts other words in its place, which cannot be pressed.
 */
export function placeFixButton(
  document: Document,
  words: { label: string; title: string },
  fix: (tell: (words: string) => void) => void,
) {
  const look = { host: HOSTS.pipeline, testId: 'ask-claude-fix-pipeline', style, ...words };
  const host = createButtonHost(document, look, () =>
    fix((told) => replaceButtonWithWords(host, told)),
  );
  return {
    place(): void {
      const actions = actionsOf(document);
      if (!actions) host.remove();
      else if (host.parentElement !== actions) actions.append(host);
    },
    remove: () => host.remove(),
  };
}
