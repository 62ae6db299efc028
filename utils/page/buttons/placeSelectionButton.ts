import style from '../extras.css?inline';
import { readSelection, selectedRange } from '../selected/readSelection.ts';
import type { Selected } from '../selected/Selected.ts';
import { spotBeside } from '../selected/spotBeside.ts';
import { createButtonHost } from './createButtonHost.ts';
import { HOSTS } from './hosts.ts';
import { replaceButtonWithWords } from './replaceButtonWithWords.ts';

/** A selection made by keys is finished when it rests so long, in milliseconds. */
const REST_MS = 250;

/**
 * Shows one button beside what a person selects where it can be asked about, never over it; it goes with Escape, with a press elsewhere and with the selection.
 * It is there for what `isWanted`; `ask` gets what was selected; `tell` puts other words in the button's place, which cannot be pressed.
 */
export function placeSelectionButton(
  document: Document,
  words: { label: string; title: string },
  signal: AbortSignal,
  isWanted: (selected: Selected) => boolean,
  ask: (selected: Selected, tell: (words: string) => void) => void,
): { remove(): void; askNow(): void } {
  const view = document.defaultView;
  let host: HTMLElement | null = null;
  let pointerDown = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** What was selected when it was sent away. */
  let dismissed: string | null = null;

  function hide(): void {
    clearTimeout(resting);
    host?.remove();
    host = null;
  }

  function stand(): void {
    const range = selectedRange(document);
    if (!host || !range || !view) return hide();
    const { width, height } = host.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const room = { left: 0, top: 0, right: clientWidth, bottom: clientHeight };
    const spot = spotBeside([...range.getClientRects()], { width, height }, room);
    host.style.visibility = spot ? 'visible' : 'hidden';
    if (spot) Object.assign(host.style, { left: `${spot.left}px`, top: `${spot.top}px` });
  }

  function press(selected: Selected, made: HTMLElement): void {
    ask(selected, (told) => {
      replaceButtonWithWords(made, told);
      if (made === host) stand();
    });
  }

  function put(selected: Selected): HTMLElement {
    hide();
    const look = { host: HOSTS.selection, testId: 'ask-claude-selection', style, ...words };
    const made = createButtonHost(document, look, () => press(selected, made));
    made.style.visibility = 'hidden';
    host = made;
    document.body.append(made);
    stand();
    return made;
  }

  function show(): void {
    const selected = readSelection(document);
    const here = selected !== null && selected.text !== dismissed && isWanted(selected);
    if (signal.aborted || pointerDown || !here) hide();
    else put(selected);
  }

  function wait(milliseconds: number): void {
    clearTimeout(resting);
    resting = setTimeout(show, milliseconds);
  }

  const isOurs = (event: Event): boolean => host !== null && event.composedPath().includes(host);
  const options = { capture: true, signal };
  document.addEventListener(
    'selectionchange',
    () => {
      const text = document.getSelection()?.toString() ?? '';
      if (text !== dismissed) dismissed = null;
      if (text === '') hide();
      else if (!pointerDown) wait(REST_MS);
    },
    { signal },
  );
  document.addEventListener(
    'pointerdown',
    (event) => {
      if (isOurs(event)) return;
      pointerDown = true;
      hide();
    },
    options,
  );
  for (const type of ['pointerup', 'pointercancel'])
    document.addEventListener(
      type,
      (event) => {
        pointerDown = false;
        // A press on it, or after it, clears the selection only when this event has passed.
        if (!isOurs(event)) wait(0);
      },
      options,
    );
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !host) return;
      dismissed = document.getSelection()?.toString() ?? null;
      hide();
    },
    options,
  );
  document.addEventListener('scroll', stand, { ...options, passive: true });
  view?.addEventListener('resize', stand, { signal });
  signal.addEventListener('abort', hide, { once: true });
  // The selection that had this script loaded may be finished already.
  wait(0);
  return {
    remove: hide,
    /** As if the button was pressed, for what is selected now. */
    askNow(): void {
      const selected = readSelection(document);
      if (selected) press(selected, put(selected));
    },
  };
}
