/** Moves the one button for comments to the line that the pointer or the focus is on, as GitLab's `init_new_discussions_toggle.js` does. */
export function startRapidDiffs(app: HTMLElement): void {
  const toggle = app.querySelector<HTMLElement>('[data-new-discussion-toggle]');
  if (!toggle) return;
  const enter = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest('[data-hunk-lines]');
    if (!row?.querySelector('[data-line-number]')) return;
    toggle.hidden = false;
    if (!row.contains(toggle)) row.querySelector('[data-position]')?.prepend(toggle);
  };
  app.addEventListener('mouseover', enter);
  app.addEventListener('focusin', enter);
}
