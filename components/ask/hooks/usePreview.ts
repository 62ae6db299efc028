import { useEffect, useRef, useState } from 'preact/hooks';
import { failed } from '../failed.ts';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Preview, PreviewRequest } from '../../../utils/preview/Preview.ts';

/** How long typing must rest before its words are previewed. */
const TYPING_PAUSE_MILLISECONDS = 350;

export interface PreviewState {
  /** The last one made; that of an earlier wording while `making`. */
  preview: Preview | null;
  /** What is in the way of sending, as of the last one made. */
  failure: Failure | null;
  /** True from a change of the ask until its own preview is here. */
  making: boolean;
  /** The extension was updated under this page. */
  gone: boolean;
  /** Makes it anew; with `reread`, from the page as it is now. */
  again(options?: { reread: boolean }): void;
  /** Makes it now, where it waits for the typing to rest. */
  hurry(): void;
}

interface Made {
  key: string;
  preview: Preview | null;
  failure: Failure | null;
  gone: boolean;
}

/** Keeps a preview of the ask: made on opening and after each change, stale answers dropped. `ask` is null until it is known. */
export function usePreview(call: CallBackground, ask: PreviewRequest | null): PreviewState {
  const [turn, setTurn] = useState(0);
  const reread = useRef(false);
  const [made, setMade] = useState<Made | null>(null);
  const key = JSON.stringify([ask, turn]);
  const rest = JSON.stringify([ask && { ...ask, words: '' }, turn]);
  const lastRest = useRef('');
  const waiting = useRef<(() => void) | null>(null);

  useEffect(() => {
    if (ask === null) return;
    let stale = false;
    const onlyWords = lastRest.current === rest;
    lastRest.current = rest;
    async function make(request: PreviewRequest): Promise<void> {
      const refresh = reread.current;
      reread.current = false;
      const answer = await call('preview', refresh ? { ...request, refresh } : request);
      if (stale) return;
      const result = answer.ok ? answer.value : failed(answer.error);
      setMade({
        key,
        preview: result.ok ? result.value : null,
        failure: result.ok ? (result.value.failure ?? null) : result.failure,
        gone: !answer.ok && answer.gone,
      });
    }
    const begin = () => {
      clearTimeout(timer);
      waiting.current = null;
      void make(ask);
    };
    const timer = setTimeout(begin, onlyWords ? TYPING_PAUSE_MILLISECONDS : 0);
    waiting.current = begin;
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key]);

  const making = made?.key !== key;
  return {
    preview: made?.preview ?? null,
    failure: made?.failure ?? null,
    making,
    gone: made?.gone ?? false,
    again: (options) => {
      if (options?.reread) reread.current = true;
      setTurn((count) => count + 1);
    },
    hurry: () => waiting.current?.(),
  };
}
