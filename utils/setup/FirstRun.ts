/** The screens of the first run, in their order. */
export const FIRST_RUN_STEPS = ['site', 'project', 'ask'] as const;
export type FirstRunStep = (typeof FIRST_RUN_STEPS)[number];

/** How far the user has come, to go on from there. */
export interface FirstRun {
  step: FirstRunStep;
  /** Root of the site. */
  site: string | null;
  /** Path of the project. */
  project: string | null;
}

export const AT_THE_START: FirstRun = { step: 'site', site: null, project: null };
