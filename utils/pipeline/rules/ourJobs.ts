/** Names of the jobs of `templates/claude.yml`. */
export const OUR_JOBS: readonly string[] = ['claude', 'claude-bedrock', 'claude-vertex'];
