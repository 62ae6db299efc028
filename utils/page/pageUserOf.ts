/** GitLab writes `gon` into a script of each page, an assignment a value (`lib/gitlab/gon_helper.rb`); our world sees its text alone. */
const USERNAME = /\bgon\.current_username="((?:[^"\\]|\\.)*)";/;

const GON = /\bgon\.api_version=/;

/** Who is signed in on a page of GitLab; null where nobody is, undefined where it does not say. */
export function pageUserOf(document: Document): string | null | undefined {
  let said: null | undefined;
  for (const { textContent } of document.querySelectorAll('script:not([src])')) {
    const name = USERNAME.exec(textContent ?? '')?.[1];
    if (name !== undefined) return name;
    if (GON.test(textContent ?? '')) said = null;
  }
  return said;
}
