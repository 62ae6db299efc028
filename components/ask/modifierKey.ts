/** Name of the key that GitLab's own editors use with Enter on this machine. */
export function modifierKey(): string {
  return /^(Mac|iP)/.test(navigator.platform) ? '⌘' : 'Ctrl';
}
