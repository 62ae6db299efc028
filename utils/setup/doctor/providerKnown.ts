import type { Result } from '../../gitlab/Failure.ts';
import { PROVIDER_VARIABLE, type ProjectVariable } from '../../gitlab/projectSettings.ts';
import type { Inherited } from '../../pipeline/readInherited.ts';

/** What a project or a group above it sets `CLAUDE_PROVIDER` to: null for certainly nothing, undefined where not all could be read. */
export function providerKnown(
  own: Result<ProjectVariable[]>,
  inherited: Inherited,
): string | null | undefined {
  if (!own.ok) return undefined;
  const all = [...own.value, ...inherited.variables];
  const set = all.find(({ key }) => key === PROVIDER_VARIABLE);
  if (set) return set.provider;
  return inherited.complete ? null : undefined;
}
