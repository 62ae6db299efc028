import { useEffect, useState } from 'preact/hooks';
import type { Failure, Result } from '../../utils/gitlab/Failure.ts';

/** What was asked for, so far. */
export interface PendingAnswer<Value> {
  /** Null until it is there; the one before while the next is on its way. */
  value: Value | null;
  failure: Failure | null;
  asking: boolean;
  again(): void;
}

/** Words of an error of the extension itself. */
function broken(error: unknown): Failure {
  return { kind: 'unknown', detail: error instanceof Error ? error.message : String(error) };
}

/**
 * Asks whenever `key` changes, and drops answers that come too late.
 * @param pause milliseconds to rest before asking, for what is typed
 */
export function useAnswer<Value>(
  key: string,
  ask: () => Promise<Result<Value>>,
  pause = 0,
): PendingAnswer<Value> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{
    key: string;
    value: Value | null;
    failure: Failure | null;
  } | null>(null);
  const whole = `${turn} ${key}`;
  useEffect(() => {
    const late = new AbortController();
    const take = (result: Result<Value>) => {
      if (late.signal.aborted) return;
      setState((before) =>
        result.ok
          ? { key: whole, value: result.value, failure: null }
          : { key: whole, value: before?.value ?? null, failure: result.failure },
      );
    };
    const timer = setTimeout(() => {
      ask().then(take, (error: unknown) => take({ ok: false, failure: broken(error) }));
    }, pause);
    return () => {
      late.abort();
      clearTimeout(timer);
    };
  }, [whole]);
  return {
    value: state?.value ?? null,
    failure: state?.key === whole ? state.failure : null,
    asking: state?.key !== whole,
    again: () => setTurn((count) => count + 1),
  };
}
