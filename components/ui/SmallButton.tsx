import type { ComponentChildren } from 'preact';
import { onPress } from './onPress.ts';

interface Props {
  testId?: string | undefined;
  /** For those who hear it alone; absent: its words. */
  name?: string | undefined;
  primary?: boolean;
  disabled?: boolean;
  /** A person pressed it. */
  onClick(): void;
  children: ComponentChildren;
}

/** The small button of the panel: it hears people alone. */
export function SmallButton({ testId, name, primary, disabled, onClick, children }: Props) {
  return (
    <button
      type="button"
      class={`button small${primary ? ' primary' : ''}`}
      data-testid={testId}
      aria-label={name}
      disabled={disabled}
      onClick={onPress(onClick)}
    >
      {children}
    </button>
  );
}
