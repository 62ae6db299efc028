import { useEffect, useRef } from 'preact/hooks';

/** Calls back whenever the tab is looked at again after another one was. */
export function useReturn(onReturn: () => void): void {
  const latest = useRef(onReturn);
  latest.current = onReturn;
  useEffect(() => {
    const ended = new AbortController();
    const look = () => {
      if (document.visibilityState === 'visible') latest.current();
    };
    document.addEventListener('visibilitychange', look, { signal: ended.signal });
    return () => ended.abort();
  }, []);
}
