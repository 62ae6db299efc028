/**
 * Names something of a page where it is left out or off: words by others as they are (a path, a reference with its title), or
 * what it is, for which the prompt has English words (`labelText`) and the panel those of its language.
 */
export type Label =
  | string
  | { what: 'description' | 'selection' }
  /** `author` with its `@`; `day` as GitLab writes days. */
  | { what: 'comment' | 'thread'; author: string; day: string }
  | { what: 'commit' | 'pipeline'; id: string }
  | { what: 'job' | 'trigger_job'; name: string }
  /** A part of a file's diff. */
  | { what: 'part'; path: string; part: number; parts: number };

/** A label as the prompt names it. */
export function labelText(label: Label): string {
  if (typeof label === 'string') return label;
  switch (label.what) {
    case 'description':
    case 'selection':
      return label.what;
    case 'comment':
    case 'thread':
      return `${label.what} by ${label.author} of ${label.day}`;
    case 'commit':
    case 'pipeline':
      return `${label.what} ${label.id}`;
    case 'job':
      return `job ${label.name}`;
    case 'trigger_job':
      return `trigger job ${label.name}`;
    case 'part':
      return `${label.path} (part ${label.part} of ${label.parts})`;
  }
}
