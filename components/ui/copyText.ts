/**
 * Puts a text on the clipboard. A GitLab without HTTPS has no `navigator.clipboard`: there a selection is copied.
 * @param beside takes the focus back
 * @returns whether it is there
 */
export async function copyText(text: string, beside: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement('textarea');
    box.value = text;
    box.className = 'only-heard';
    beside.after(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    beside.focus();
    return done;
  }
}
