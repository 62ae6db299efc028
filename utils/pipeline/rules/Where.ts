/** Where a file is read from when it is linted as a text: GitLab then looks for local files on the default branch. */
export interface Where {
  /** Path of the project. */
  project: string;
  /** Commit of the branch that the pipeline is for; null where that is the default branch. */
  commit: string | null;
  /** Texts of files that are included from the same project, by their paths without a leading slash. */
  files?: ReadonlyMap<string, string>;
}
