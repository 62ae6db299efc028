import { readFileSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's value; one of type `file` holds the path that the runner wrote it to. */
export function valueOf(environment: Environment, key: string): string {
  const value = environment[key] ?? '';
  const path = `${environment['CI_PROJECT_DIR'] ?? ''}.tmp/${key}`;
  return value === path ? readFileSync(path, 'utf8') : value;
}
