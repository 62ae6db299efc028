/** What the checks of CI files find; their words stand under `doctor.trouble`. */
export const CI_FINDINGS = [
  'ci_image_unpinned',
  'ci_old_syntax',
  'ci_docker_in_docker',
  'ci_secret_written',
  'ci_secret_printed',
  'ci_script_from_network',
  'ci_cache_shared',
  'ci_notice_after_script',
  'ci_pushed_unscanned',
  'ci_scan_ignored',
  'ci_scanner_uncached',
  'ci_scanner_key',
  'ci_cache_elsewhere',
  'ci_docker_socket',
  'ci_no_needs',
  'ci_traced',
  'ci_scan_missing',
  'ci_scan_passes',
  'ci_scan_one_pass',
  'ci_build_uncached',
  'ci_latest_anywhere',
  'ci_manual_promotion',
  'ci_dockerignore',
  'ci_makefile_flags',
  'ci_jenkinsfile',
  'agent_argument',
  'agent_any_command',
  'agent_no_limit',
  'agent_interrupted',
  'agent_at_once',
  'agent_unpinned',
  'agent_token',
  'agent_debug',
  'agent_branch_settings',
  'agent_merge_requests',
  'agent_expanded',
  'agent_beside',
  'agent_result_unread',
  'agent_ci_files',
  'agent_audience',
  'agent_key_open',
  'agent_variables_open',
] as const;
export type CiFindingKind = (typeof CI_FINDINGS)[number];

/** One thing that a CI file could do better, where it says it. */
export interface CiFinding {
  kind: CiFindingKind;
  /** Name of the job; null for the file as a whole. */
  job: string | null;
  /** The file that says it, or that includes what does. */
  path: string;
  /** Line in that file, from 1. */
  line: number;
  /** That line, without the blanks around it and without what looks like a secret. */
  text: string;
}
