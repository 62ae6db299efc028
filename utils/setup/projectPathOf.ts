/** A project's path out of what a person typed: the path itself, or the address of any of its pages below the site's root. Empty for neither. */
export function projectPathOf(typed: string, root: string): string {
  const text = typed.trim();
  const below = text.startsWith(`${root}/`) ? text.slice(root.length) : text;
  const path = below.split(/[?#]/)[0]?.split('/-/')[0] ?? '';
  const steps = path
    .replace(/\.git$/, '')
    .split('/')
    .filter(Boolean);
  const isPath = steps.length >= 2 && steps.every((step) => /^[\w.+-]+$/.test(step));
  return isPath ? steps.join('/') : '';
}
