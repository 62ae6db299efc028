/** The element that has the focus, looked for inside our own open shadow roots too; null where nothing has it. */
export function focusedElement(document: Document): HTMLElement | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : null;
}
