import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { PressRefusal } from '../../utils/page/armPresses.ts';
import { useArmed } from './Arming.ts';

/** What an armed button shows and fires. */
export interface ArmedButtonProps {
  testId: string;
  disabled: boolean;
  onPress(): void;
  /** A press did not count. */
  onRefused?(why: PressRefusal): void;
  small?: boolean;
  children: ComponentChildren;
}

/** A primary button that acts in the user's name: it hears a person's press alone, as Send does. */
export function ArmedButton({
  testId,
  disabled,
  onPress,
  onRefused,
  small,
  children,
}: ArmedButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const armed = useArmed(button);
  const latest = useRef(onPress);
  latest.current = onPress;
  return (
    <button
      ref={button}
      type="button"
      class={`button primary${small ? ' small' : ''}`}
      data-testid={testId}
      disabled={disabled}
      onClick={(event) => {
        if (!event.isTrusted) return;
        armed.current?.pressed(
          event,
          () => latest.current(),
          (why) => onRefused?.(why),
        );
      }}
    >
      {children}
    </button>
  );
}

/** The same for the panel's second script, which gets it from the first: what arms presses is known there alone. */
export type Armed = typeof ArmedButton;
