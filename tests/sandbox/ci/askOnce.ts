import type { z } from 'zod';
import { keepAnswer, keyOf, pruneAnswers, readAnswer } from './answerCache.ts';

export interface Question {
  /** Everything that the answer depends on. */
  about: unknown;
  /** True where `about` holds contents alone, no commit of a repository: the answer is the same in any other process. */
  lasts: boolean;
}

type OrError<T> = T | { error: string };

/**
 * A function that answers each question once: it asks `work` where neither this process nor, for a question that lasts, an
 * earlier one has the answer. Errors are not kept for other processes: their cause may lie outside of the question.
 */
export function askOnce<T extends object>(
  schema: z.ZodType<T>,
): (question: Question, work: (key: string) => Promise<OrError<T>>) => Promise<OrError<T>> {
  const answers = new Map<string, Promise<OrError<T>>>();
  return (question, work) => {
    const key = keyOf(question.about);
    const known = answers.get(key);
    if (known) return known;
    const answer = find(key, question.lasts, work);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    return answer;
  };

  async function find(
    key: string,
    lasts: boolean,
    work: (key: string) => Promise<OrError<T>>,
  ): Promise<OrError<T>> {
    const kept = lasts ? await readAnswer(key, schema) : undefined;
    if (kept) return kept;
    const made = await work(key);
    if (lasts && !('error' in made)) {
      await keepAnswer(key, made);
      await (pruned ??= pruneAnswers());
    }
    return made;
  }
}

let pruned: Promise<void> | null = null;
