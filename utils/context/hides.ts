import type { Attribute, Tag } from './htmlTag.ts';

/** Elements whose content a page never shows. */
const NEVER_SHOWN = /^(?:script|style|template|noscript|noembed|noframes|head)$/;
const HIDING_STYLE =
  /(?:^|[;{\s])(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|opacity:0*(?:\.0*)?%?(?:$|[;!])|font-size:0*(?:\.0*)?[a-z%]*(?:$|[;!])|font:0[a-z%]*[\s/]|(?:max-)?(?:width|height):0*(?:\.0*)?[a-z%]*(?:$|[;!])|color:transparent|transform:scale\(0|clip:rect|clip-path:inset\((?:50|100)%|(?:left|top|right|text-indent|margin-left|margin-top):-\d{3,})/;
/** Classes that GitLab's own pages hide by, and the test id of its block of words to machines (19.3). */
const HIDING_CLASS = /(?:^|\s)(?:gl-hidden|gl-sr-only|sr-only|hidden|d-none|invisible)(?:\s|$)/;

function styleOf(value: string): string {
  return value
    .toLowerCase()
    .replace(/\/\*.*?(?:\*\/|$)/gs, '')
    .replace(/\\([\da-f]{1,6})\s?/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replace(/\s+/g, ' ')
    .replace(/ ?([:;(]) ?/g, '$1');
}

function hidesBy({ name, value }: Attribute): boolean {
  switch (name) {
    case 'hidden':
      return true;
    case 'aria-hidden':
      return value === null || value.trim().toLowerCase() !== 'false';
    case 'style':
      return HIDING_STYLE.test(styleOf(value ?? ''));
    case 'class':
      return HIDING_CLASS.test(value ?? '');
    case 'data-testid':
      return value === 'ai-context';
    case 'width':
    case 'height':
      return /^\s*[01](?:px)?\s*$/.test(value ?? '');
    case 'size':
      return /^\s*0\s*$/.test(value ?? '');
    default:
      return false;
  }
}

/** Whether an element is hidden, with all that is in it. */
export function hides({ name, attributes }: Tag): boolean {
  return NEVER_SHOWN.test(name) || attributes.some(hidesBy);
}
