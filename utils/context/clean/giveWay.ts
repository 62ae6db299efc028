/** Lets whatever else the background has to do go first: no text by others holds it up. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
