/** A project's CI file as the checks are given it. */
export interface CiSource {
  path: string;
  text: string;
  /** What GitLab merged it into; null where that is not known, and the file alone is judged. */
  merged: string | null;
  /** Texts of the project's files that it includes, by their paths. */
  included: ReadonlyMap<string, string>;
}

/** A CI file that is known by its text alone. */
export function sourceOf(text: string, path = '.gitlab-ci.yml'): CiSource {
  return { path, text, merged: null, included: new Map() };
}
