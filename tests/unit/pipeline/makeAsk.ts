import type { Context } from '../../../utils/context/Context.ts';
import { NOTHING_EARLIER } from '../../../utils/preview/earlier.ts';
import type { Gathered } from '../../../utils/preview/gather.ts';
import { makePreview } from '../../../utils/preview/makePreview.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import type { PreviewMaterial } from '../../../utils/preview/PreviewMaterial.ts';
import { PRESETS } from '../../../utils/prompt/presets.ts';
import { REQUEST_ID } from '../fakes/aRun.ts';
import { aContext, aGathered, aLint, FOREIGN_JOB } from '../fakes/aGathered.ts';
import { aProject, issuePage } from '../fakes/entities.ts';
import { ok } from '../fakes/fakeGitLab.ts';

/** The runner project that asks of others run in. */
export const central = aProject({ id: 9, path_with_namespace: 'acme/runner' });
/** A project whose own job hands the prompt to Claude. */
export const foreign: Partial<Gathered> = { lint: async () => ok(aLint(FOREIGN_JOB)) };

/** The material of an ask, where it differs from a plain question about an issue. */
export interface Given extends Partial<
  Omit<PreviewMaterial, 'request' | 'gathered' | 'earlier' | 'preset'>
> {
  preset?: string;
  quotes?: boolean;
  request?: Partial<PreviewMaterial['request']>;
  gathered?: Partial<Gathered>;
  earlier?: Partial<PreviewMaterial['earlier']>;
}

export async function made(given: Given = {}): Promise<StoredPreview> {
  const { preset: name = 'ask', quotes, request, gathered, earlier, ...more } = given;
  const preset = PRESETS.find((one) => one.name === name);
  if (!preset) throw new Error(`There is no preset ${name}.`);
  return makePreview({
    page: issuePage,
    preset: quotes ? { ...preset, quotes } : preset,
    request: { words: 'Why?', preset: name, parts: {}, ...request },
    gathered: aGathered(gathered),
    requestId: REQUEST_ID,
    boundary: 'b'.repeat(32),
    reply: undefined,
    options: {},
    earlier: { ...NOTHING_EARLIER, ...earlier },
    ...more,
  });
}

/** One of the variables as the job sees it. */
export function valueOf({ variables }: StoredPreview, name: string): string {
  return variables.find(({ key }) => key === name)?.value ?? '';
}

/** An ask about such a page. */
export function from(context: Partial<Context>): Given {
  return { gathered: { context: aContext(context) } };
}
