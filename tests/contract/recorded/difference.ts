/** How a recorded answer and the sandbox's are compared. */

const SITE = 'https://gitlab.example.com';

/** The sandbox's answer with the recorded address in place of its own. */
export function atSite(text: string, url: string): string {
  return text.replaceAll(url, SITE);
}

/** Numbers that differ from world to world: iids in GitLab's sentences, and what a fresh key has. */
function withoutNumbers(text: string): string {
  return text.replace(/!\d+/g, '!n').replace(/c\/\d+/g, 'c/n');
}

/** Words of a refusal that differ, or null. */
export function refusalDifference(recorded: unknown, got: unknown, url: string): string | null {
  const expected = withoutNumbers(JSON.stringify(recorded));
  const actual = withoutNumbers(atSite(JSON.stringify(got ?? null), url));
  return expected === actual ? null : `${actual}, GitLab ${expected}`;
}
