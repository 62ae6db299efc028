/** A click handler that hears people only: a page can make clicks of its own, and those are not trusted. */
export function onPress(press: () => void): (event: Event) => void {
  return (event) => {
    if (event.isTrusted) press();
  };
}
