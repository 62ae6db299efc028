import type { ComponentChildren } from 'preact';
import { safeHref } from './safeHref.ts';

/** A link that opens beside the page; plain text where its address is neither http nor https. */
export function Link({
  href,
  children,
  onOpen,
}: {
  href: string | undefined;
  children: ComponentChildren;
  onOpen?: (() => void) | undefined;
}) {
  const safe = safeHref(href);
  if (safe === undefined) return <span>{children}</span>;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer" onClick={onOpen} onAuxClick={onOpen}>
      {children}
    </a>
  );
}
