import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { type ArmedPress, type ArmPresses, armAtOnce } from '../../utils/page/armPresses.ts';

/** How presses that fire something are armed: where nobody says otherwise, as on a page of our own. */
export const Arming = createContext<ArmPresses>(armAtOnce);

/** Arms an element for as long as it is there. */
export function useArmed(element: RefObject<HTMLElement | null>): RefObject<ArmedPress | null> {
  const arm = useContext(Arming);
  const armed = useRef<ArmedPress>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const end = new AbortController();
    armed.current = arm(element.current, end.signal);
    return () => end.abort();
  }, [arm]);
  return armed;
}
