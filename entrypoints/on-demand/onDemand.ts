import template from '../../templates/claude.yml?raw';
import { clean, cleanLine } from '../../utils/context/clean/clean.ts';
import { createAskAtOnce } from '../../utils/mentions/createAskAtOnce.ts';
import { createMentions } from '../../utils/mentions/createMentions.ts';
import { createPreviews } from '../../utils/preview/previews.ts';
import { createReviewStore } from '../../utils/review/createReviewStore.ts';
import { createReviews } from '../../utils/review/createReviews.ts';
import type { ReviewTools } from '../../utils/review/ReviewTools.ts';
import { defuseAnswer } from '../../utils/runs/defuseAnswer.ts';
import type { StoredValue } from '../../utils/storage/createList.ts';
import { ownProvider } from '../../utils/setup/addJob/ownProvider.ts';
import { createSetup } from '../../utils/setup/createSetup.ts';
import { createDoctor } from '../../utils/setup/doctor/createDoctor.ts';

/**
 * What the background needs only when something is asked, and what takes long to parse: readers of HTML, Markdown and YAML, the
 * rules of CI files, secrets and the doctor, the job's template. Nothing of it is kept anywhere but in what it makes: the
 * background and this script each have a copy of the modules that both use.
 */
export const onDemand = {
  clean,
  cleanLine,
  createAskAtOnce,
  createDoctor,
  createMentions,
  createPreviews,
  createReviews: (stored: StoredValue, tools: Omit<ReviewTools, 'defuse' | 'store'>) =>
    createReviews({ ...tools, store: createReviewStore(stored), defuse: defuseAnswer }),
  createSetup,
  defuseAnswer,
  ownProvider: (rootFile: string) => ownProvider(template, rootFile),
  template,
};

export type OnDemand = typeof onDemand;
