import type { ComponentChildren } from 'preact';

interface Props {
  testId?: string | undefined;
  /** For those who hear it alone; absent: its words. */
  name?: string | undefined;
  primary?: boolean;
  /** Whether what it opens is open. */
  expanded?: boolean;
  disabled?: boolean;
  /** A person pressed it. */
  onClick(button: HTMLElement): void;
  onBlur?(): void;
  children: ComponentChildren;
}

/** The small button of the panel: it hears people alone. */
export function SmallButton({
  testId,
  name,
  primary,
  expanded,
  disabled,
  onClick,
  onBlur,
  children,
}: Props) {
  return (
    <button
      type="button"
      class={`button small${primary ? ' primary' : ''}`}
      data-testid={testId}
      aria-label={name}
      aria-expanded={expanded}
      disabled={disabled}
      onBlur={onBlur}
      onClick={(event) => event.isTrusted && onClick(event.currentTarget)}
    >
      {children}
    </button>
  );
}
