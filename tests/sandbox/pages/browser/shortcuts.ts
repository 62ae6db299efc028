/** GitLab's one-key shortcuts on the same library, each writing down that it fired. */

interface Mousetrap {
  bind(keys: string | string[], action: (event: KeyboardEvent, combo: string) => void): void;
}

const KEYS = [
  '?',
  's',
  '/',
  'f',
  'd',
  '.',
  '\\',
  'esc',
  'shift+h',
  'shift+p',
  'shift+g',
  'shift+a',
  'shift+l',
  'shift+s',
  'shift+i',
  'shift+m',
  'shift+r',
  'shift+t',
  'p b',
  't',
  'i',
  'y',
  'shift+c',
  'g o',
  'g v',
  'g r',
  'g f',
  'g c',
  'g n',
  'g d',
  'g i',
  'g b',
  'g m',
  'g p',
  'g j',
  'g e',
  'g k',
  'g s',
  'g w',
  'r',
  'e',
  'l',
  'a',
  'm',
  'c r',
  'mod+/',
];
const MERGE_REQUEST_KEYS = [']', 'j', '[', 'k', 'n', 'p', 'b', 'c', 'x', 'v', ';', 'mod+p'];

/** Binds the keys; `document.documentElement.dataset.shortcuts` holds those that fired, between blanks. */
export function startShortcuts(mergeRequest: boolean): void {
  const mousetrap: unknown = Reflect.get(window, 'Mousetrap');
  if (!isMousetrap(mousetrap)) throw new Error('Mousetrap is not there');
  const keys = mergeRequest ? [...KEYS, ...MERGE_REQUEST_KEYS] : KEYS;
  mousetrap.bind(keys, (_event, combo) => {
    const { dataset } = document.documentElement;
    dataset['shortcuts'] = `${dataset['shortcuts'] ?? ''} ${combo}`.trim();
  });
}

function isMousetrap(value: unknown): value is Mousetrap {
  return typeof value === 'function' && 'bind' in value;
}
