import { z } from 'zod';
import type { StoredValue } from './createList.ts';

/** A width of the panel, in CSS pixels. */
export const PanelWidthForm = z.number().int().min(200).max(2000);

/** How wide the user made the panel; null as long as nobody did. */
export interface PanelWidthStore {
  get(): Promise<number | null>;
  set(width: number): Promise<void>;
}

export function createPanelWidth(item: StoredValue): PanelWidthStore {
  return {
    async get() {
      const parsed = PanelWidthForm.safeParse(await item.getValue());
      return parsed.success ? parsed.data : null;
    },
    set: (width) => item.setValue(width),
  };
}
