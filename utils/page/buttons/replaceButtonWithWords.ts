/** Puts words in the place of a button's, which cannot be pressed any more. */
export function replaceButtonWithWords(host: HTMLElement, words: string): void {
  const button = host.shadowRoot?.querySelector('button');
  if (!button) return;
  button.disabled = true;
  button.lastChild?.replaceWith(words);
}
