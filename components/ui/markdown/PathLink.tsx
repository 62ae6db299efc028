import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { AnswerPlace } from './AnswerPlace.ts';

interface Props {
  /** Of http or https. */
  href: string;
  path: string;
  line: string;
  children: ComponentChildren;
}

/** Leads to a line of a file: in the diff that the page shows, where pointer and focus mark it; else to the file, beside the page. */
export function PathLink({ href, path, line, children }: Props) {
  const place = useContext(AnswerPlace);
  const unmark = useRef(() => {});

  function clear(): void {
    unmark.current();
    unmark.current = () => {};
  }
  function mark(): void {
    clear();
    unmark.current = place.showLine(path, line)?.mark() ?? (() => {});
  }
  function bring(event: MouseEvent): void {
    const shown = event.isTrusted ? place.showLine(path, line) : null;
    if (!shown) return;
    event.preventDefault();
    shown.bring();
  }
  useEffect(() => clear, []);

  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onMouseEnter={mark}
      onMouseLeave={clear}
      onFocus={mark}
      onBlur={clear}
      onClick={bring}
    >
      {children}
    </a>
  );
}
