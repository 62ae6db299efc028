/** Names of our custom elements in the page. Without hyphenated names no shadow root could be attached by name alone. */
export const HOSTS = {
  button: 'ask-claude-button',
  thread: 'ask-claude-thread',
  mention: 'ask-claude-mention',
  pipeline: 'ask-claude-pipeline',
  selection: 'ask-claude-selection',
  line: 'ask-claude-line',
  panel: 'ask-claude-panel',
} as const;

/** Removes everything that an earlier instance left in the page: after an update its scripts are dead, its elements are not. */
export function removeHosts(document: Document, names: readonly string[] = Object.values(HOSTS)) {
  for (const host of document.querySelectorAll(names.join())) host.remove();
}
