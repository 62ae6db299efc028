import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useArmed } from './Arming.ts';

/** What an armed button shows and fires. */
export interface ArmedButtonProps {
  testId: string;
  disabled: boolean;
  onPress(): void;
  children: ComponentChildren;
}

/** A primary button that acts in the user's name: it hears a person's press alone, as Send does. */
export function ArmedButton({ testId, disabled, onPress, children }: ArmedButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const armed = useArmed(button);
  const latest = useRef(onPress);
  latest.current = onPress;
  return (
    <button
      ref={button}
      type="button"
      class="button primary"
      data-testid={testId}
      disabled={disabled}
      onClick={(event) => {
        if (!event.isTrusted) return;
        armed.current?.pressed(
          event,
          () => latest.current(),
          () => undefined,
        );
      }}
    >
      {children}
    </button>
  );
}

/** The same for the panel's second script, which gets it from the first: what arms presses is known there alone. */
export type Armed = typeof ArmedButton;
