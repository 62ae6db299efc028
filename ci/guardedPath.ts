/** Why a path may not be part of a commit, or null: the same files that the tool rules guard, in any case of letters. */
export function guardedPath(path: string, ciConfigPath: string): string | null {
  const lower = path.toLowerCase();
  const parts = lower.split('/');
  const file = parts.at(-1) ?? '';
  if (
    lower === ciConfigPath.toLowerCase() ||
    file.endsWith('.gitlab-ci.yml') ||
    parts.includes('.gitlab')
  )
    return 'it rules CI';
  if (file === 'codeowners') return 'it rules reviews';
  if (['claude.md', 'claude.local.md', '.mcp.json'].includes(file) || parts.includes('.claude'))
    return 'it rules Claude';
  return parts.includes('.git') || file === '.gitmodules' ? 'it rules git' : null;
}
