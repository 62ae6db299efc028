/** How the panel stands in its window. */
export interface PanelLayout {
  /** In CSS pixels. */
  width: number;
  /** Where it lies over the page. */
  side: 'left' | 'right';
  /** Docked also in a window that is too narrow for that by itself. */
  pinned: boolean;
  /** Of the sheet, in percent of the window's height; absent: the usual one. Not kept. */
  height?: number;
}

/** Where the panel stands in its window, and how that is changed. */
export interface Placement {
  layout: PanelLayout;
  /** How much of the window's right GitLab's own side panels take, in CSS pixels. */
  taken: number;
  /** How much of its foot a bar of GitLab's takes, in CSS pixels. */
  foot?: number;
  /** Docked as long as an item stands in a side panel of GitLab's, which narrows with the page. */
  docked?: boolean;
  /** `kept`: the user is done with it. */
  change(layout: PanelLayout, kept: boolean): void;
}

/** How wide the panel may be, in CSS pixels. */
export const PANEL_WIDTH = { least: 340, usual: 400, most: 640 } as const;

/** The space at the panel's sides, in CSS pixels (`panelBase.css`). */
export const PANEL_SIDES = 2 * 8;

/** How high the sheet may be, in percent of the window's height. */
export const SHEET_HEIGHT = { least: 60, usual: 60, most: 100 } as const;

/** As long as the user has changed nothing. */
export const USUAL_LAYOUT: PanelLayout = { width: PANEL_WIDTH.usual, side: 'right', pinned: false };

/** The nearest size within bounds, whole. */
export function within({ least, most }: { least: number; most: number }, wanted: number): number {
  return Math.round(Math.min(most, Math.max(least, wanted)));
}

/** Windows in which the panel is a sheet at the bottom: of 640 px, too, which is a laptop's 1280 at a zoom of 200 %. */
export const AS_SHEET = '(width <= 640px)';
/** Windows in which it lies over the page, unless it is pinned. In wider ones it is docked. */
export const OVER_PAGE = '(640px < width < 1200px)';
