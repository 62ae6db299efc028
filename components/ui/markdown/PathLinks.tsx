import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { AnswerPlace } from './AnswerPlace.ts';
import { PathLink } from './PathLink.tsx';
import { safeHref } from '../safeHref.ts';

/** `src/cart.js:14`, `src/cart.js:14-20`. */
const PATH_LINE = /^([\w@./-]+):(\d{1,7})(?:-(\d{1,7}))?$/;
/** What may stand around a path in a sentence. */
const AROUND = /^([("'[]{0,2})(.*?)([)"'\],.;:!?]{0,3})$/;

/** Not a time, and not a way out of the project. */
function isPath(path: string): boolean {
  return /[./]/.test(path) && !path.includes('..');
}

function linkOf(word: string, place: AnswerPlace): ComponentChildren {
  const [, before = '', inner = '', after = ''] = AROUND.exec(word) ?? [];
  const [, path, from, to] = PATH_LINE.exec(inner) ?? [];
  if (path === undefined || from === undefined || !isPath(path)) return null;
  const href = safeHref(place.blobOf(path, from, to));
  if (href === undefined) return null;
  return (
    <>
      {before}
      <PathLink href={href} path={path} line={from}>
        {inner}
      </PathLink>
      {after}
    </>
  );
}

/** A text whose `path:line` lead to the file, where it is known which version of it was read. */
export function PathLinks({ text }: { text: string }) {
  const place = useContext(AnswerPlace);
  if (!/:\d/.test(text)) return <>{text}</>;
  return <>{text.split(/(\s+)/).map((word) => linkOf(word, place) ?? word)}</>;
}
