import { i18n } from '#i18n';
import type { Run } from './Run.ts';

/** What a notification says of a run that has ended. */
export function wordsOfRun({ state, outcome, page, projectPath, untilGreen }: Run) {
  const mark = page.type === 'issue' ? '#' : '!';
  return {
    title: untilGreen?.end
      ? i18n.t(`untilGreen.ends.${untilGreen.end}`)
      : outcome
        ? i18n.t(`outcomes.${outcome.kind}`)
        : i18n.t(`states.${state}`),
    message: `${page.title}\n${projectPath} ${mark}${page.iid}`,
  };
}
