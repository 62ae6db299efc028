import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { Icon } from '../ui/Icon.tsx';

export type CheckState = 'set' | 'missing' | 'unknown';

interface Props {
  state: CheckState;
  title: ComponentChildren;
  testId: string;
  name?: string;
  children?: ComponentChildren;
}

/** One thing that a project needs, ticked once it is there. */
export function CheckItem({ state, title, testId, name, children }: Props) {
  return (
    <li class="check-item" data-testid={testId} data-key={name} data-state={state}>
      <span class="check-mark" aria-hidden="true">
        {state === 'set' && <Icon name="check" />}
      </span>
      <div class="check-words">
        <p>
          {title} <span class={`chip ${state}`}>{i18n.t(`addJob.variable.${state}`)}</span>
        </p>
        {children}
      </div>
    </li>
  );
}
