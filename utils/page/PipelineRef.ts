/** A pipeline, or one of its jobs, by the address of its page. */
export interface PipelineRef {
  /** The site's root: origin and relative URL root, without a trailing slash. */
  site: string;
  projectPath: string;
  kind: 'pipeline' | 'job';
  id: number;
}
