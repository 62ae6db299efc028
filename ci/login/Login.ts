import type { Environment } from '../Environment.ts';
import { Fault } from '../Fault.ts';

/** How Claude Code signs in at a provider. */
export interface Login {
  /** Files that only Claude's user may read, by their names. */
  files: Record<string, string>;
  /** Variables of Claude's environment. */
  settings: Record<string, string>;
}

/** A CI/CD variable that must be there. @throws Fault */
export function requiredVariable(environment: Environment, name: string, form: RegExp): string {
  const value = environment[name] ?? '';
  if (value === '')
    throw new Fault(
      `There is no ${name} here: the CI/CD variable is missing, or protected while this branch is not.`,
    );
  if (!form.test(value)) throw new Fault(`${name} does not have its form.`);
  return value;
}

/** The signed statement of who this job is, which GitLab makes for `id_tokens`. @throws Fault */
export function identityToken(environment: Environment, name: string): string {
  const token = environment[name] ?? '';
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
    throw new Fault(
      `GitLab gave this job no ${name}: its file has to ask for it by id_tokens (docs/ci-job.md), which need GitLab 15.7 or later.`,
    );
  return token;
}

/** The settings that stand in the environment, for those that may be absent. */
export function presentVariables(
  environment: Environment,
  ...names: readonly string[]
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, value]] : [];
    }),
  );
}
