import { i18n } from '#i18n';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  AS_SHEET,
  OVER_PAGE,
  PANEL_WIDTH,
  type Placement,
  SHEET_HEIGHT,
  within,
} from '../../utils/page/PanelLayout.ts';
import { stepAside } from '../../utils/page/stepAside.ts';

/** CSS pixels of one press of an arrow key. */
const STEP = 20;

/** Whether the window is so narrow that the panel is a sheet. */
function useIsSheet(): boolean {
  const [media] = useState(() => matchMedia(AS_SHEET));
  const [is, setIs] = useState(media.matches);
  useEffect(() => {
    const gone = new AbortController();
    media.addEventListener('change', () => setIs(media.matches), { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return is;
}

/** Docked it stands at the right, wherever it would lie over the page. */
function isAtLeft({ side, pinned }: Placement['layout']): boolean {
  return side === 'left' && !pinned && matchMedia(OVER_PAGE).matches;
}

/**
 * The panel's edge: dragged, or moved by arrow keys, it makes the panel wider, or the sheet higher; a double click gives the usual
 * size back. Where the focus goes beneath the panel, that steps aside.
 */
export function PanelEdge({ layout, change }: Placement) {
  const edge = useRef<HTMLDivElement>(null);
  const now = useRef({ layout, change });
  now.current = { layout, change };
  const isSheet = useIsSheet();
  useEffect(() => {
    const gone = new AbortController();
    const step = (how: 'across' | 'down') => {
      const { width, side, pinned } = now.current.layout;
      const other = side === 'left' ? 'right' : 'left';
      now.current.change({ width, side: how === 'across' ? other : side, pinned }, false);
    };
    stepAside(window, () => edge.current?.parentElement ?? null, step, gone.signal);
    return () => gone.abort();
  }, []);
  const bounds = isSheet ? SHEET_HEIGHT : PANEL_WIDTH;
  const size = isSheet ? (layout.height ?? SHEET_HEIGHT.usual) : layout.width;

  /** @param kept whether a width is kept; a height never is */
  function resize(wanted: number, kept: boolean): void {
    const whole = within(bounds, wanted);
    if (isSheet) change({ ...layout, height: whole }, false);
    else change({ ...layout, width: whole }, kept);
  }

  function press(event: KeyboardEvent): void {
    const sideways = isAtLeft(layout) ? -STEP : STEP;
    const sizes: Record<string, number> = isSheet
      ? { ArrowUp: bounds.most, ArrowDown: bounds.least }
      : { ArrowLeft: size + sideways, ArrowRight: size - sideways };
    const wanted = { ...sizes, Home: bounds.least, End: bounds.most }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    resize(wanted, true);
  }

  function drag({ currentTarget, clientX, clientY, pointerId }: PointerEvent, done: boolean): void {
    if (!(currentTarget instanceof Element) || !currentTarget.hasPointerCapture(pointerId)) return;
    const place = currentTarget.parentElement?.getBoundingClientRect();
    if (!place) return;
    const height = 100 - (clientY / innerHeight) * 100;
    if (!isSheet) resize(isAtLeft(layout) ? clientX - place.left : place.right - clientX, done);
    else if (!done) resize(height, false);
    // Let go above the middle, it goes on to full height.
    else resize(height * 2 > bounds.least + bounds.most ? bounds.most : bounds.least, false);
  }

  return (
    <div
      ref={edge}
      class="edge"
      role="separator"
      tabIndex={0}
      aria-orientation={isSheet ? 'horizontal' : 'vertical'}
      aria-label={isSheet ? i18n.t('panel.height') : i18n.t('panel.width')}
      aria-valuenow={size}
      aria-valuemin={bounds.least}
      aria-valuemax={bounds.most}
      data-testid="ask-claude-edge"
      onKeyDown={press}
      onDblClick={() => resize(bounds.usual, true)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => drag(event, false)}
      onPointerUp={(event) => drag(event, true)}
    />
  );
}
