import type { Outcome } from './Outcome.ts';

/** Histories and panels are kept within bounds, in UTF-16 units and entries: what a run brings back was written elsewhere. */
const LONGEST = {
  answer: 100_000,
  error: 2_000,
  errors: 20_000,
  name: 255,
  path: 1_000,
  url: 2_000,
};
const MOST = { errors: 30, commits: 50, tools: 50, files: 100 };

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
}

function listed(texts: readonly string[], most: number, length: number): string[] {
  return texts.slice(0, most).map((text) => cut(text, length));
}

/** Together no longer than `errors`; what does not fit is left out from the end. */
function boundErrors(errors: readonly string[]): string[] {
  let room = LONGEST.errors;
  return listed(errors, MOST.errors, LONGEST.error).filter(({ length }) => (room -= length) >= 0);
}

function count(value: number | null): number | null {
  return value !== null && Number.isFinite(value) && value >= 0 ? value : null;
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}

/** Whether an address lies on the site's host: an outcome links to nowhere else. */
export function isOfSite(url: string, site: string): boolean {
  if (url.length > LONGEST.url || !URL.canParse(url) || !URL.canParse(site)) return false;
  const { origin, username, password } = new URL(url);
  return origin === new URL(site).origin && username === '' && password === '';
}

/** An outcome, whichever way it was read, with each field cut to what may be stored and shown, and links to the site alone. */
export function boundOutcome(outcome: Outcome, site: string): Outcome {
  const { mergeRequest, noteUrl, changedFiles, readCommit, threads, ...others } = outcome;
  const linked = mergeRequest !== null && isOfSite(mergeRequest.webUrl, site);
  return {
    ...others,
    answer: cut(outcome.answer, LONGEST.answer),
    branch: outcome.branch === null ? null : cut(outcome.branch, LONGEST.name),
    commits: outcome.commits.filter(isSha).slice(0, MOST.commits),
    ...(readCommit !== undefined && isSha(readCommit) && { readCommit }),
    mergeRequest: linked ? mergeRequest : null,
    turns: count(outcome.turns),
    costUsd: count(outcome.costUsd),
    deniedTools: listed(outcome.deniedTools, MOST.tools, LONGEST.name),
    errors: boundErrors(outcome.errors),
    ...(threads && {
      threads: threads.map((thread) => ({
        ...thread,
        replyUrl:
          thread.replyUrl !== null && isOfSite(thread.replyUrl, site) ? thread.replyUrl : null,
      })),
    }),
    ...(noteUrl !== undefined && isOfSite(noteUrl, site) && { noteUrl }),
    ...(changedFiles && {
      changedFiles: changedFiles
        .slice(0, MOST.files)
        .map((file) => ({ ...file, path: cut(file.path, LONGEST.path) })),
    }),
  };
}
