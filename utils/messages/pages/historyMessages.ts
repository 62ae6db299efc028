import type { PageCaller } from '../callerOf.ts';
import { isRunOf } from '../isRunOf.ts';
import { messagesOf } from '../MessageTable.ts';
import type { PageServices } from '../PageServices.ts';
import { pageOfCaller, siteOfCaller } from '../pageCaller.ts';
import { Nothing } from './requestForms.ts';

const message = messagesOf<PageCaller>();

/** What the panel is answered about runs of other pages: their number alone, and a page of our own that lists them. */
export function createHistoryMessages(services: Pick<PageServices, 'listWaiting' | 'openHistory'>) {
  return {
    /** How many runs of the sender's site wait for their user; those of its page, which the panel shows, are not counted. */
    countWaiting: message(Nothing, async (_, caller) => {
      const page = pageOfCaller(caller);
      const waiting = await services.listWaiting();
      return waiting.filter((run) => run.site === page.site && !isRunOf(run, page)).length;
    }),
    /** Opens the list of all runs, in a tab of its own. */
    openHistory: message(Nothing, async (_, caller) => {
      siteOfCaller(caller);
      await services.openHistory();
    }),
  };
}
