/** What a page can make up: each of these changes something in our surfaces. */
const GUARDED = [
  'click',
  'dblclick',
  'auxclick',
  'beforeinput',
  'input',
  'change',
  'keydown',
  'keyup',
  'keypress',
  'submit',
  'reset',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'paste',
  'drop',
] as const;

/** How long after a key its click can come, in milliseconds. */
const KEY_MS = 1000;

/**
 * Keeps events from our surface that no person made: those made up by the page's scripts, and a click by key whose key
 * went down on something else (the page moved the focus to our button meanwhile). Clicks by assistive technology have no key.
 */
export function guardEvents(root: ShadowRoot, signal: AbortSignal): void {
  const { defaultView } = root.ownerDocument;
  let key: { target: EventTarget | undefined; time: number } | null = null;
  const options = { capture: true, signal };
  defaultView?.addEventListener(
    'keydown',
    (event) => {
      if (event.isTrusted) key = { target: event.composedPath()[0], time: event.timeStamp };
    },
    options,
  );
  for (const type of ['pointerdown', 'mousedown']) {
    defaultView?.addEventListener(type, (event) => event.isTrusted && (key = null), options);
  }
  const isMoved = (event: Event): boolean =>
    event instanceof MouseEvent &&
    event.type === 'click' &&
    event.detail === 0 &&
    key !== null &&
    event.timeStamp - key.time < KEY_MS &&
    key.target !== event.composedPath()[0];
  for (const type of GUARDED) {
    root.addEventListener(
      type,
      (event) => {
        if (event.isTrusted && !isMoved(event)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      options,
    );
  }
}
