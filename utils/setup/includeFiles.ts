import { splitCiFile } from '../pipeline/yaml/readCiFile.ts';

/** A CI file by its path in the repository. */
export interface FileContent {
  path: string;
  content: string;
}

/** The three files of a project that keeps the Claude jobs beside its own. */
export interface IncludePlacement {
  /** Nothing but the two includes, each with rules that keep it out of the other's pipelines. */
  root: FileContent;
  /** What the root file held before, unchanged. */
  others: FileContent;
  jobs: FileContent;
}

/** Where the project's own jobs move to. */
export const OTHERS_PATH = '.gitlab/ci/project.gitlab-ci.yml';
/** Where the Claude jobs lie. */
export const JOBS_PATH = '.gitlab/ci/ask-claude.gitlab-ci.yml';

/** A pipeline that was started for Claude. Pipeline variables count in the rules of an include; inputs do not. */
export const ASKED = '$CI_PIPELINE_SOURCE =~ /^(api|trigger|web)$/ && $AI_FLOW_INPUT';
const NOT_ASKED =
  '$CI_PIPELINE_SOURCE !~ /^(api|trigger|web)$/ || $AI_FLOW_INPUT == null || $AI_FLOW_INPUT == ""';

/** The entry of `include` that takes the Claude jobs into a root file, for pipelines started for Claude alone. */
export const JOBS_INCLUDE = `  - local: ${JOBS_PATH}
    rules:
      - if: '${ASKED}'
`;

const ROOT = `# A pipeline that is started for Claude has the Claude job alone; every other pipeline has this project's own jobs alone.
include:
  - local: ${OTHERS_PATH}
    rules:
      - if: '${NOT_ASKED}'
${JOBS_INCLUDE}`;

/**
 * The files of the placement beside other jobs. The project's own jobs move into a file of their own, since only an include
 * can be kept out of a pipeline.
 * @param jobs text of the jobs file, filled in
 * @param root the project's root CI file as it is
 * @returns null where that file has a `spec`, which only a root file may have: it cannot move
 */
export function includeFiles(jobs: string, root: FileContent): IncludePlacement | null {
  if (splitCiFile(root.content).header !== null) return null;
  return {
    root: { path: root.path, content: ROOT },
    others: { path: OTHERS_PATH, content: root.content },
    jobs: { path: JOBS_PATH, content: jobs },
  };
}
