import { i18n } from '#i18n';
import type { ReviewTools } from './ReviewTools.ts';

/** What a review's notes say beside the findings. */
export const reviewWords: ReviewTools['words'] = {
  severity: (severity) => i18n.t(`review.severities.${severity}`),
  whole: () => i18n.t('review.whole'),
};
