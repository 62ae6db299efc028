import type { Context } from '../../../utils/context/Context.ts';
import { gatherContext } from '../../../utils/context/gather/gatherContext.ts';
import { buildPrompt, type Prompt } from '../../../utils/prompt/buildPrompt.ts';
import { PRESETS } from '../../../utils/prompt/presets.ts';
import { issuePage } from '../../unit/fakes/entities.ts';
import { fakeGitLab } from '../../unit/fakes/fakeGitLab.ts';
import type { BenchPage } from './BenchPage.ts';
import { ISSUES } from './issues.ts';
import { MERGE_REQUESTS } from './mergeRequests.ts';

export const BENCH_PAGES: readonly BenchPage[] = [...MERGE_REQUESTS, ...ISSUES];

/** In place of the random one, so that golden files stay as they are. */
const BOUNDARY = '0123456789abcdef0123456789abcdef';

/** Gathers a page of the bench and writes its prompt, as our own job reads it. */
export async function promptOf(page: BenchPage): Promise<Prompt & { context: Context }> {
  const { type, iid, discussionId } = page;
  const ref = { ...issuePage, type, iid };
  const gathered = await gatherContext(fakeGitLab(page.answers), ref, { discussionId });
  if (!gathered.ok) throw new Error(`${page.name}: ${gathered.failure.kind}`);
  const preset = PRESETS.find(({ name }) => name === page.preset);
  if (!preset) throw new Error(`${page.name}: there is no preset ${page.preset}`);
  const prompt = buildPrompt({
    page: ref,
    preset,
    words: page.words ?? '',
    context: gathered.value,
    switchedParts: {},
    boundary: BOUNDARY,
    ours: true,
    ...(page.budget !== undefined && { budget: page.budget }),
  });
  return { ...prompt, context: gathered.value };
}
