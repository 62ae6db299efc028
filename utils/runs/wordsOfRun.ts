import { i18n } from '#i18n';
import type { Run } from './Run.ts';

/** What a notification says of a run that has ended. */
export function wordsOfRun({ state, outcome, page, projectPath }: Run) {
  const mark = page.type === 'issue' ? '#' : '!';
  return {
    title: outcome ? i18n.t(`outcomes.${outcome.kind}`) : i18n.t(`states.${state}`),
    message: `${page.title}\n${projectPath} ${mark}${page.iid}`,
  };
}
