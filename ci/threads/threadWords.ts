import { FINISH_TOOL, type ThreadBook } from './ThreadBook.ts';

/** What Claude is told of the threads that it is to resolve. */
export function threadWords(book: ThreadBook): string {
  const named = book.asked.filter(({ state }) => state !== 'open').map(({ id }) => id);
  const left = book.left();
  return [
    `Resolve these threads one after the other, in this order: ${left.join(', ')}. The message marks each by its id.`,
    `For each, change what it asks for and nothing else, then call the tool ${FINISH_TOOL} before you begin with the next: what you changed since the thread before becomes its commit, and your reply is posted in it by the job. Where several threads are about one file, change it for each in turn.`,
    'Where nothing has to be changed, or people have to decide something first, change nothing for it and say so by that tool.',
    ...(named.length === 0
      ? []
      : [
          `Resolved or deleted since the message was written, so leave them alone: ${named.join(', ')}.`,
        ]),
    'In your last message sum up in a few sentences; title and text of a commit there are only for what you changed beside the threads.',
  ].join(' ');
}
