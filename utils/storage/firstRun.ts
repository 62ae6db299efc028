import { z } from 'zod';
import { AT_THE_START, type FirstRun, FIRST_RUN_STEPS } from '../setup/FirstRun.ts';
import type { StoredValue } from './createList.ts';

export const FirstRunForm: z.ZodType<FirstRun> = z.object({
  // Earlier versions had more of them, between the project and the first ask.
  step: z.enum(FIRST_RUN_STEPS).catch('project'),
  site: z.string().max(2000).nullable(),
  project: z.string().max(1000).nullable(),
});

/** Where the user left the first run. */
export interface FirstRunStore {
  get(): Promise<FirstRun>;
  set(state: FirstRun): Promise<void>;
}

export function createFirstRun(item: StoredValue): FirstRunStore {
  return {
    async get() {
      const parsed = FirstRunForm.safeParse(await item.getValue());
      return parsed.success ? parsed.data : AT_THE_START;
    },
    set: (state) => item.setValue(state),
  };
}
