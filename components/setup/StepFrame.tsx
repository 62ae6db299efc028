import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  intro?: string;
  children: ComponentChildren;
}

/** One screen: its heading takes the focus, so that what is new is read first. */
export function StepFrame({ title, intro, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section class="step" aria-labelledby="step-title">
      <header>
        <h2 id="step-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {intro !== undefined && <p class="quiet">{intro}</p>}
      </header>
      {children}
    </section>
  );
}
