/** What may stand in double braces in a preset of one's own. */
export const PLACEHOLDERS = [
  'title',
  'iid',
  'url',
  'branch',
  'selection',
  'author',
  'project',
  'date',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const FORM = /\{\{([^{}\n]{0,100})\}\}/g;

/** What is wrong with the braces of a text: a name that nothing stands for, or braces within braces or left open. */
export interface PlaceholderProblem {
  kind: 'placeholder_unknown' | 'placeholder_form';
  subject: string;
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name);
}

/** The first thing that is wrong with the placeholders of `words`, or null. */
export function checkPlaceholders(words: string): PlaceholderProblem | null {
  const rest = words.replace(FORM, '');
  const open = /.{0,20}(?:\{\{|\}\}).{0,20}/.exec(rest);
  if (open || /\{\{\{|\}\}\}/.test(words)) {
    return { kind: 'placeholder_form', subject: (open?.[0] ?? '{{{').trim() };
  }
  const unknown = [...words.matchAll(FORM)].find(([, name = '']) => !isPlaceholder(name.trim()));
  return unknown ? { kind: 'placeholder_unknown', subject: unknown[0] } : null;
}

/** Puts `valueOf` in the place of each placeholder, once: what it gives is not looked through again. */
export function fillPlaceholders(words: string, valueOf: (name: Placeholder) => string): string {
  return words.replace(FORM, (whole, inner: string) => {
    const name = inner.trim();
    return isPlaceholder(name) ? valueOf(name) : whole;
  });
}
