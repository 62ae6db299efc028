/** Says at once and after each change whether GitLab is shown dark: a class of `html`, of `body` in older versions. */
export function followTheme(
  document: Document,
  signal: AbortSignal,
  tell: (theme: 'light' | 'dark') => void,
): void {
  const look = () => {
    const dark = [document.documentElement, document.body].some((element) =>
      element?.classList.contains('gl-dark'),
    );
    tell(dark ? 'dark' : 'light');
  };
  const observer = new MutationObserver(look);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ['class'] });
  }
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  look();
}
