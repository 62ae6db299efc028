import { z } from 'zod';
import { PANEL_WIDTH, type PanelLayout, USUAL_LAYOUT, within } from '../page/PanelLayout.ts';
import { type StoredValue, createList } from './createList.ts';

/** In CSS pixels. */
const Width = z.number().int().min(200).max(2000);

/** How a page's script says that the panel is to stand. */
export const PanelLayoutForm = z.object({
  width: Width,
  side: z.enum(['left', 'right']),
  pinned: z.boolean(),
});

const StoredLayout = PanelLayoutForm.extend({ site: z.string() });

/** How the user wants the panel to stand, a site each. */
export interface PanelLayouts {
  get(site: string): Promise<PanelLayout>;
  save(site: string, layout: PanelLayout): Promise<void>;
  removeSite(site: string): Promise<void>;
}

/** @param earlierWidth what versions kept that had one width for all sites: it counts where a site has no layout of its own */
export function createPanelLayouts(
  item: StoredValue,
  earlierWidth: Pick<StoredValue, 'getValue'>,
): PanelLayouts {
  const stored = createList(item, StoredLayout);
  return {
    async get(site) {
      const own = (await stored.list()).find((layout) => layout.site === site);
      if (own) return { width: within(PANEL_WIDTH, own.width), side: own.side, pinned: own.pinned };
      const earlier = Width.safeParse(await earlierWidth.getValue());
      return earlier.success
        ? { ...USUAL_LAYOUT, width: within(PANEL_WIDTH, earlier.data) }
        : USUAL_LAYOUT;
    },
    save: (site, { width, side, pinned }) =>
      stored.update((layouts) => [
        ...layouts.filter((layout) => layout.site !== site),
        { site, width, side, pinned },
      ]),
    removeSite: (site) =>
      stored.update((layouts) => layouts.filter((layout) => layout.site !== site)),
  };
}
