import type { Exchange } from '../preview/earlier.ts';
import { isPrivate, type Run } from './Run.ts';

/** How far a conversation goes back. */
const MOST = 4;

function answerOf({ outcome }: Run): string {
  if (!outcome) return '';
  const { answer, branch, mergeRequest, findings = [] } = outcome;
  const made = [
    ...(mergeRequest ? [`(Made merge request !${mergeRequest.iid}.)`] : []),
    ...(branch === null ? [] : [`(Changes are on the branch ${branch}.)`]),
  ];
  const found = findings.map(
    ({ path, from, severity, text }) => `- ${path}:${from} (${severity}): ${text}`,
  );
  return [answer, found.join('\n'), ...made].filter((part) => part !== '').join('\n\n');
}

/**
 * The conversation that ends with run `id`, oldest first. `wordsOf` gives what was asked, as far as it is still known; else the run's label stands for it.
 */
export function exchangesOf(
  id: string,
  runs: readonly Run[],
  wordsOf: (id: string) => string | undefined,
): Exchange[] {
  const exchanges: Exchange[] = [];
  const find = (wanted: string | undefined) => runs.find((one) => one.id === wanted);
  for (let run = find(id); run && exchanges.length < MOST; run = find(run.continues)) {
    const question = wordsOf(run.id)?.trim() || run.label || `(${run.preset})`;
    exchanges.unshift({
      question,
      answer: answerOf(run),
      private: isPrivate(run),
      withheld: run.private === true,
      discussionId: run.discussionId,
    });
  }
  return exchanges;
}
