/**
 * Why a path may not be part of a commit, or null: the same files that the tool rules guard, in any case of letters.
 * @param ciFiles the project's CI file and those that it includes
 */
export function guardedPath(path: string, ciFiles: readonly string[]): string | null {
  const lower = path.toLowerCase();
  const parts = lower.split('/');
  const file = parts.at(-1) ?? '';
  if (
    ciFiles.some((one) => one.toLowerCase() === lower) ||
    file.endsWith('.gitlab-ci.yml') ||
    parts.includes('.gitlab')
  )
    return 'it rules CI';
  if (file === 'codeowners') return 'it rules reviews';
  if (
    ['claude.md', 'claude.local.md', 'agents.md', '.mcp.json'].includes(file) ||
    parts.includes('.claude')
  )
    return 'it rules Claude';
  return parts.includes('.git') || file === '.gitmodules' ? 'it rules git' : null;
}
