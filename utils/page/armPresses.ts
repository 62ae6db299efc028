import { isReallyVisible, watchPainted } from './isReallyVisible.ts';

/** How long a person must have had what they press before them, in milliseconds. */
const ARM_MS = 500;
/** While it opens, the panel slides in: so long a move is none. */
const OPENING_MS = 1000;
/** A move that nobody's press can be caught by, in CSS pixels. */
const SLIGHT_PX = 24;
/** How often the panel's place is looked at: no event tells of it. */
const LOOK_MS = 100;

/**
 * Why a press does not count: something lies over the panel or makes it fade, it moved just before, or the element got
 * the focus by no act of a person.
 */
export type PressRefusal = 'covered' | 'moved' | 'unarmed';

/** What fires once a person has really seen it. */
export interface ArmedPress {
  /** Our own code is about to focus it, for a press that a person made. */
  focusing(): void;
  /**
   * A trusted press: fires `press` at once, or, where it came early, once the time is up and nothing has changed.
   * `refused` is told why it does not count. What scripts make up calls neither.
   */
  pressed(event: Event, press: () => void, refused: (why: PressRefusal) => void): void;
}

/** Makes an element fire only for a person's press; `signal` ends it. */
export type ArmPresses = (element: HTMLElement, signal: AbortSignal) => ArmedPress;

/** For pages of our own, on which nobody else runs: every trusted press counts. */
export const armAtOnce: ArmPresses = () => ({
  focusing: () => undefined,
  pressed: (_, press) => press(),
});

function isMoved(before: DOMRect | null, after: DOMRect | null): boolean {
  if (before === null || after === null) return before !== after;
  const sides = ['left', 'top', 'right'] as const;
  return sides.some((side) => Math.abs(before[side] - after[side]) > SLIGHT_PX);
}

/**
 * For pages of others. Attention begins when the pointer comes over the element by moving, when a person (or our own code)
 * moves the focus to it, or when they type in it. That a page puts the element under the pointer, or the focus on it, is none:
 * presses then do not count. An early press of somebody who came to it is remembered, never lost.
 * @param panel what must stay where it is
 */
export function createArming(panel: () => Element | null): ArmPresses {
  return (element, signal) => {
    const view = element.ownerDocument.defaultView ?? window;
    const isPainted = watchPainted(element, signal);
    const options = { capture: true, signal };
    let hovered: number | null = null;
    let focused: number | null = null;
    let pointer: { x: number; y: number } | null = null;
    let userFocus = 0;
    let movedAt = 0;
    let place: DOMRect | null = null;
    /** Where the panel was when the pointer last moved by itself. */
    let placeAtMove: DOMRect | null = null;
    const born = performance.now();
    const beginFocus = () => {
      focused ??= performance.now();
    };
    const beginHover = () => {
      hovered ??= performance.now();
    };

    const look = () => {
      const before = place;
      const now = performance.now();
      place = panel()?.getBoundingClientRect() ?? null;
      if (now - born <= OPENING_MS) return;
      if (isMoved(before, place)) movedAt = now;
      placeAtMove ??= place;
    };
    const timer = setInterval(look, LOOK_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });

    view.addEventListener(
      'pointermove',
      (event) => {
        if (!event.isTrusted) return;
        const [x, y] = [event.clientX, event.clientY];
        const moved = pointer !== null && (pointer.x !== x || pointer.y !== y);
        // A first sight of the pointer is a move too: it was elsewhere, or in no window of ours.
        if ((moved || pointer === null) && event.composedPath().includes(element)) beginHover();
        if (moved) placeAtMove = panel()?.getBoundingClientRect() ?? null;
        pointer = { x, y };
      },
      options,
    );
    for (const type of ['keydown', 'pointerdown']) {
      view.addEventListener(
        type,
        (event) => {
          if (!event.isTrusted) return;
          const here = event.composedPath().includes(element);
          const byKey = event instanceof KeyboardEvent;
          if (byKey ? event.key === 'Tab' : here) userFocus = performance.now();
          // Whoever acts elsewhere has left it, and did not bring the focus back.
          else if (!here) userFocus = -Infinity;
          // The focus of a window that is not in front moves without events.
          if (byKey && !here) focused = null;
        },
        options,
      );
    }
    element.addEventListener(
      'focus',
      (event) => event.isTrusted && performance.now() - userFocus < LOOK_MS && beginFocus(),
      { signal },
    );
    element.addEventListener(
      'keydown',
      (event) => {
        const types = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
        if (event.isTrusted && types && element.matches('textarea')) beginFocus();
      },
      { signal },
    );
    element.addEventListener('beforeinput', (event) => event.isTrusted && beginFocus(), { signal });
    element.addEventListener('pointerleave', () => (hovered = null), { signal });
    element.addEventListener('blur', () => (focused = null), { signal });

    const isSeen = () => isReallyVisible(element) && isPainted() !== false;

    return {
      focusing: () => {
        userFocus = performance.now();
      },
      pressed(event, press, refused) {
        if (!event.isTrusted || signal.aborted) return undefined;
        look();
        const now = performance.now();
        // A finger comes and presses at once.
        if (event instanceof PointerEvent && event.pointerType === 'touch') beginHover();
        const byPointer = event instanceof MouseEvent && event.detail > 0;
        const since = byPointer ? hovered : focused;
        if (movedAt !== 0 && now - movedAt < ARM_MS) return refused('moved');
        // However long ago: the panel came to the pointer, not the pointer to the panel.
        const cameToPointer = placeAtMove !== null && isMoved(placeAtMove, place);
        if (byPointer && hovered === null && cameToPointer) return refused('moved');
        // A pointer that waited on it while it was disabled was seen to move by nobody.
        const from = since ?? (byPointer ? now : null);
        if (from === null) return refused('unarmed');
        const before = place;
        const finish = () => {
          look();
          if (signal.aborted) return;
          if (isMoved(before, place)) refused('moved');
          else if (isSeen()) press();
          else refused('covered');
        };
        const early = Math.max(0, ARM_MS - (now - from));
        // At once also where nobody waits: from the press to the request nothing lies between.
        if (early === 0) finish();
        else setTimeout(finish, early);
        return undefined;
      },
    };
  };
}
