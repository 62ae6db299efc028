import { startMergeRequest } from './mergeRequest.ts';
import { type NoteList, refresh } from './noteLists.ts';
import { startRapidDiffs } from './rapidDiffs.ts';
import { startShortcuts } from './shortcuts.ts';
import { startPanel, startWorkItem } from './workItem.ts';

/** The pages' own script: everything that GitLab's front end does here and that an extension must live with. */
const meta = document.querySelector<HTMLMetaElement>('meta[name="sandbox-poll"]');
const interval = Number(meta?.content ?? 2000);
const views: NoteList[] = [];

function follow(view: NoteList | null): void {
  if (view) views.push(view);
}

async function poll(): Promise<void> {
  for (const view of views) {
    if (view.list.isConnected) await refresh(view);
  }
}

const mergeRequest = document.querySelector<HTMLElement>('.merge-request');
const workItem = document.querySelector<HTMLElement>('[data-testid="work-item-detail"]');
if (mergeRequest) follow(startMergeRequest(mergeRequest));
if (workItem) {
  follow(startWorkItem(workItem));
  startPanel(follow);
}
const rapidDiffs = document.querySelector<HTMLElement>('[data-rapid-diffs]');
if (rapidDiffs) startRapidDiffs(rapidDiffs);
startShortcuts(mergeRequest !== null);

// One look after the other: the next begins only when the last has ended.
const again = (): void => {
  setTimeout(() => {
    // The server may be gone for a while (or for good): the next look tells.
    poll().then(again, again);
  }, interval);
};
again();
document.documentElement.dataset['sandbox'] = 'ready';
