import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Result } from '../../../utils/gitlab/Failure.ts';
import type { CallBackground, CallResult } from '../../../utils/messages/callBackground.ts';
import type { Publishing, Review, ReviewChoice } from '../../../utils/review/Review.ts';

/** What became of the last press of "Publish". */
export type Published = Omit<Publishing, 'review'>;

/** A run's findings, and what the user does with them. */
export interface ReviewState {
  review: Review | null;
  failure: Failure | null;
  /** What is under way; deciding about a finding waits for none but publishing and resolving. */
  doing: 'reading' | 'publishing' | 'resolving' | null;
  published: Published | null;
  read(): void;
  choose(key: string, choice: ReviewChoice): void;
  publish(withOthers: boolean): void;
  resolve(discussionIds: string[]): void;
}

function resultOf<Value>(answer: CallResult<Result<Value>>): Result<Value> {
  return answer.ok
    ? answer.value
    : { ok: false, failure: { kind: 'unknown', detail: answer.error } };
}

/**
 * Asks for a run's review at once where `wanted`; every decision is stored by the background as it is made.
 * @param turn each new value has it read again, once what is under way is done
 */
export function useReview(
  call: CallBackground,
  runId: string,
  wanted: boolean,
  turn: number,
): ReviewState {
  const [review, setReview] = useState<Review | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [doing, setDoing] = useState<ReviewState['doing']>(null);
  const [published, setPublished] = useState<Published | null>(null);
  const stored = useRef<Promise<unknown>>(Promise.resolve());
  const chosen = useRef(new Map<string, ReviewChoice>());
  const working = useRef(false);
  const readTurn = useRef<number | null>(null);

  async function work<Value>(
    what: NonNullable<ReviewState['doing']>,
    ask: () => Promise<Result<Value>>,
    take: (value: Value) => void,
  ) {
    // A second press may come before the first one is rendered.
    if (working.current) return;
    working.current = true;
    setDoing(what);
    setFailure(null);
    chosen.current.clear();
    await stored.current;
    const answer = await ask();
    working.current = false;
    setDoing(null);
    if (answer.ok) take(answer.value);
    else setFailure(answer.failure);
  }

  const readNow = async () => resultOf(await call('readReview', { runId }));
  /** What was decided while it was read stays as it is. */
  const takeRead = (answer: Review) =>
    setReview({
      ...answer,
      items: answer.items.map((item) => ({ ...item, ...chosen.current.get(item.key) })),
    });
  const read = () => void work('reading', readNow, takeRead);
  useEffect(() => {
    if (!wanted || working.current || readTurn.current === turn) return;
    readTurn.current = turn;
    read();
  }, [wanted, turn, doing]);

  async function publishNow(withOthers: boolean): Promise<Result<Publishing>> {
    const seen = review?.headSha ?? '';
    const answer = resultOf(await call('publishReview', { runId, seen, withOthers }));
    if (answer.ok) return answer;
    // What was prepared until then is shown.
    const now = await readNow();
    if (now.ok) setReview(now.value);
    return answer;
  }

  return {
    review,
    failure,
    doing,
    published,
    read,
    choose(key, choice) {
      setReview(
        (before) =>
          before && {
            ...before,
            items: before.items.map((item) => (item.key === key ? { ...item, ...choice } : item)),
          },
      );
      chosen.current.set(key, { ...chosen.current.get(key), ...choice });
      stored.current = call('chooseFinding', { runId, key, choice });
    },
    publish(withOthers) {
      setPublished(null);
      void work(
        'publishing',
        () => publishNow(withOthers),
        ({ review: after, ...told }) => {
          setReview(after);
          setPublished(told);
        },
      );
    },
    resolve(discussionIds) {
      void work(
        'resolving',
        async () => resultOf(await call('resolveFixed', { runId, discussionIds })),
        setReview,
      );
    },
  };
}
