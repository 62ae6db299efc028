import type { GitLab } from '../gitlab/GitLab.ts';

/** Asks each site for its version once; null, and asked again later, where it does not say. */
export function knownVersions() {
  const versions = new Map<string, Promise<string | null>>();
  return (site: string, gitLab: GitLab): Promise<string | null> => {
    const known = versions.get(site);
    if (known) return known;
    const asked = gitLab.version().then((told) => {
      if (told.ok) return told.value.version;
      versions.delete(site);
      return null;
    });
    versions.set(site, asked);
    return asked;
  };
}
