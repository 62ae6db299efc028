/** A pipeline, or one of its jobs, by the address of its page. */
export interface PipelineRef {
  /** The site's root: origin and relative URL root, without a trailing slash. */
  site: string;
  projectPath: string;
  kind: 'pipeline' | 'job';
  id: number;
}

/** A file of the repository, by the address of its page. */
export interface FileRef {
  /** The site's root: origin and relative URL root, without a trailing slash. */
  site: string;
  projectPath: string;
  kind: 'file';
  /** Branch, tag or commit, then the path: the address alone does not tell where the one ends. */
  refAndPath: string;
}
