import type { Result } from '../../gitlab/Failure.ts';
import type { RunPlace } from '../../pipeline/choosePlace.ts';
import type { Provider } from '../addJob/Provider.ts';
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

/** What `CLAUDE_PROVIDER` has to be for the job of each provider; null for none. */
const WORD_OF: Record<Provider, string | null> = {
  claude: null,
  'claude-bedrock': 'bedrock',
  'claude-vertex': 'vertex',
};

/** The same; where a group's variables cannot be seen, a file that set-up wrote for one provider is taken at its word. */
export function knownProvider(
  own: Result<ProjectVariable[]>,
  inherited: Inherited,
  place: Result<RunPlace>,
  ownProvider: (rootFile: string) => Provider | null = () => null,
): string | null | undefined {
  const known = providerKnown(own, inherited);
  const rootFile = place.ok ? place.value.rootFile : null;
  if (known !== undefined || rootFile === null) return known;
  const written = ownProvider(rootFile);
  return written === null ? undefined : WORD_OF[written];
}
