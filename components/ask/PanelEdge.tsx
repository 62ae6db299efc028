import { i18n } from '#i18n';
import { useEffect, useRef } from 'preact/hooks';
import { PANEL_WIDTH, panelWidth } from '../../utils/page/dockStyle.ts';
import { stepAside } from '../../utils/page/stepAside.ts';

interface Props {
  /** In CSS pixels. */
  width: number;
  /** `kept`: the user is done with it. */
  onWidth(width: number, kept: boolean): void;
}

/** CSS pixels of one press of an arrow key. */
const STEP = 20;
/** Between the panel and the window's edge. */
const MARGIN = 8;

function widthAt({ clientX, currentTarget }: PointerEvent): number {
  const panel = currentTarget instanceof Element ? currentTarget.parentElement : null;
  return panelWidth(
    panel?.dataset['side'] === 'left'
      ? clientX - MARGIN
      : document.documentElement.clientWidth - clientX - MARGIN,
  );
}

function isHeld({ currentTarget, pointerId }: PointerEvent): boolean {
  return currentTarget instanceof Element && currentTarget.hasPointerCapture(pointerId);
}

/**
 * The panel's edge: dragged, or moved by arrow keys, it makes the panel wider; a double click gives the usual width back. Where
 * the panel lies over the page, it goes to the other side when the focus goes beneath it.
 */
export function PanelEdge({ width, onWidth }: Props) {
  const edge = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const gone = new AbortController();
    stepAside(window, () => edge.current?.parentElement ?? null, gone.signal);
    return () => gone.abort();
  }, []);
  function press(event: KeyboardEvent): void {
    const by: Record<string, number> = {
      ArrowLeft: width + STEP,
      ArrowRight: width - STEP,
      Home: PANEL_WIDTH.least,
      End: PANEL_WIDTH.most,
    };
    const wanted = by[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    onWidth(panelWidth(wanted), true);
  }
  return (
    <div
      ref={edge}
      class="edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={i18n.t('panel.width')}
      aria-valuenow={width}
      aria-valuemin={PANEL_WIDTH.least}
      aria-valuemax={PANEL_WIDTH.most}
      data-testid="ask-claude-edge"
      onKeyDown={press}
      onDblClick={() => onWidth(PANEL_WIDTH.usual, true)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (isHeld(event)) onWidth(widthAt(event), false);
      }}
      onPointerUp={(event) => {
        if (isHeld(event)) onWidth(widthAt(event), true);
      }}
    />
  );
}
