import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

interface Props {
  testId?: string;
  children: ComponentChildren;
}

/** What unfolds something that few need, with the mark of everything that unfolds. */
export function MoreSummary({ testId, children }: Props) {
  return (
    <summary data-testid={testId}>
      <Icon name="chevron" />
      {children}
    </summary>
  );
}
