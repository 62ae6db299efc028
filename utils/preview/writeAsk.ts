import { byteLength } from '../context/byteLength.ts';
import type { Context, ContextPart, Removal } from '../context/Context.ts';
import { PROMPT_BUDGET } from '../context/fitToBudget.ts';
import { withThreads } from '../context/withThreads.ts';
import { withSelection } from '../context/gather/withSelection.ts';
import type { Branch } from '../gitlab/entities.ts';
import type { PipelineOrder } from '../gitlab/GitLab.ts';
import type { Preview } from './Preview.ts';
import { buildPrompt, type Prompt } from '../prompt/buildPrompt.ts';
import type { Layout } from '../prompt/Layout.ts';
import { chooseItems, type ChosenContext } from './chooseItems.ts';
import type { RunPlace } from '../pipeline/choosePlace.ts';
import { flowContext } from '../pipeline/flowContext.ts';
import {
  FILE_LIMIT,
  flowVariables,
  fillRatio,
  orderOf,
  VALUE_LIMIT,
  type FlowVariable,
} from '../pipeline/flowVariables.ts';
import { NOTHING_EARLIER } from './earlier.ts';
import type { PreviewMaterial } from './PreviewMaterial.ts';
import { replyOf } from './replyOf.ts';
import { sentReview } from './reviewOf.ts';
import { askedThreads } from './threadsOf.ts';
import { bytesTaken, sentImages, type ChosenImage } from './images/chooseImages.ts';
import { imagesFor, isNamed, promptImageOf } from './images/imagesFor.ts';
import { readImages } from './images/readImages.ts';

/** What they find becomes a review of the user's own. */
const FINDING_PRESETS: ReadonlySet<string> = new Set([
  'review',
  'security-review',
  'suggest-pipeline-fix',
]);

/** Where it goes, also where branches cannot be read. */
export type AskPlace = Pick<RunPlace, 'transport' | 'rootFile' | 'failure'> & {
  ref: Preview['ref'];
  branch: Branch | null;
};

/** How the ask is handed over, as far as the project's job decides it. */
export interface JobTerms {
  layout: Layout;
  ours: boolean;
  /** Whether the job takes images. */
  takesImages: boolean;
}

/** One ask, written out. */
export interface WrittenAsk {
  chosen: ChosenContext;
  images: ChosenImage[];
  /** How many more the page shows. */
  moreImages: number;
  prompt: Prompt;
  flow: FlowVariable[];
  order: PipelineOrder;
  size: Preview['size'];
  /** Where the job may write its answer, or that it posts a review. */
  reply: Preview['reply'];
  /** Whether it is sent as private. */
  private: boolean;
  /** Whether the job is to say in a comment that Claude is at work, which the answer then replaces. */
  acknowledge: boolean;
  /** Share of what can be sent; above 1 the user's words alone are too long. */
  full: number;
}

/** What an amended answer hid is told once, whether or not it still stands in the words. */
function isNotIn(told: readonly Removal[]) {
  return ({ kind, text }: Removal): boolean =>
    !told.some((one) => one.kind === kind && one.text === text);
}

/** Bytes that Claude reads. Where both variables go into one argument, that argument has the limit too. */
function bytesRead(flow: FlowVariable[], layout: Layout): number {
  const read = flow.filter(
    ({ key }) => key === 'AI_FLOW_INPUT' || (key === 'AI_FLOW_CONTEXT' && layout === 'both'),
  );
  return read.reduce((sum, { value }) => sum + byteLength(value), 0);
}

/** True unless all of a part was written by the asker; what is named as left out has its name from others too. */
function isByOthers({ items, cut }: ContextPart): boolean {
  return cut.length > 0 || items.some(({ own }) => own !== true);
}

/** The context as this ask wants it. */
function chosenOf(material: PreviewMaterial, ours: boolean): ChosenContext {
  const { gathered, request } = material;
  const isPublic = gathered.project.visibility === 'public';
  const selected = withSelection(gathered.context, request.selection);
  const context = withThreads(selected, askedThreads(material), request.parts.threads !== false);
  return chooseItems(context, {
    include: request.include ?? [],
    leaveOutStrangers: request.leaveOutStrangers ?? isPublic,
    keepsPrivate: ours,
  });
}

/** Reads the images that an ask may take along. */
export async function withImages(material: PreviewMaterial): Promise<PreviewMaterial> {
  const { preset, request, gathered } = material;
  const { context } = chosenOf(material, true);
  return { ...material, images: await readImages(context, preset, request, gathered) };
}

/** Writes prompt and order; where a value becomes too long as sent, again with less room, until it fits or only the user's words are left. */
export function writeAsk(
  material: PreviewMaterial,
  to: AskPlace,
  { layout, ours, takesImages }: JobTerms,
): WrittenAsk {
  const { page, preset, request, gathered, requestId, boundary } = material;
  // No other job than ours gets what was private before.
  const earlier = ours || !material.earlier.private ? material.earlier : NOTHING_EARLIER;
  const isPrivate = (context: Context) => context.private || material.earlier.private;
  const { discussionId, words } = request;
  const threads = askedThreads(material).map(({ id }) => id);
  // Those that are to be resolved go along in any case.
  const switchedParts = threads.length > 0 ? { ...request.parts, threads: true } : request.parts;
  const chosen = chosenOf(material, ours);
  const { context } = chosen;
  const restored = new Set(request.restored);
  const reply = replyOf(material);
  // Threads get a reply each: there is no one place for the answer.
  const acknowledge =
    gathered.acknowledge &&
    ours &&
    reply !== 'none' &&
    reply !== 'review' &&
    threads.length === 0 &&
    !isPrivate(context);
  const files = ours && to.transport === 'variables' && !gathered.trigger;
  const { images, moreImages } = imagesFor(material, chosen.context, {
    taken: takesImages,
    limit: files ? FILE_LIMIT : VALUE_LIMIT,
  });
  const imageBytes = images.reduce((sum, image) => sum + bytesTaken(image), 0);
  const requested = Math.min(
    request.budget ?? PROMPT_BUDGET,
    (request.most ?? Infinity) - imageBytes,
  );
  const highest = files ? FILE_LIMIT : VALUE_LIMIT;
  for (let budget = Math.min(requested, highest); ;) {
    const own =
      sentReview(material) ??
      buildPrompt({
        page,
        preset,
        words,
        amended: (request.amends ?? []).length > 0,
        restored,
        context,
        switchedParts,
        boundary,
        budget,
        layout,
        earlier: earlier.text,
        images: images.filter(isNamed).map(promptImageOf),
        ours,
      });
    const prompt = {
      ...own,
      removals: [...own.removals, ...earlier.removals.filter(isNotIn(own.removals))],
    };
    const flow = flowVariables({
      page,
      discussionId,
      prompt: prompt.text,
      mode: preset.mode,
      requestId,
      context:
        layout === 'prompt'
          ? context.ids
          : flowContext(context, prompt.fitted, page.type === 'issue', boundary),
      reply: reply === 'review' ? 'note' : reply,
      postReview: reply === 'review',
      private: isPrivate(context),
      acknowledge,
      untrusted:
        reply === 'review' ||
        preset.quotes === true ||
        earlier.text !== '' ||
        images.length > 0 ||
        prompt.fitted.some(isByOthers),
      findings:
        ours &&
        FINDING_PRESETS.has(preset.name) &&
        page.type === 'merge_request' &&
        reply === 'none',
      images: sentImages(images),
      threads,
      resolve: threads.length > 0 && material.resolves === true,
      options: material.options,
    });
    const order = orderOf(to.ref.name, to.transport, flow, files);
    const bytes = bytesRead(flow, layout);
    const full = Math.max(
      fillRatio(order),
      layout === 'both' ? bytes / VALUE_LIMIT : 0,
      // What is written already cannot be cut down to an organisation's limit.
      reply === 'review' ? bytes / (request.most ?? Infinity) : 0,
    );
    if (full <= 1 || budget <= 0) {
      return {
        chosen,
        images,
        moreImages,
        prompt,
        flow,
        order,
        full,
        reply,
        private: isPrivate(context),
        acknowledge,
        size: { bytes, budget, requested, highest },
      };
    }
    budget = Math.max(0, Math.floor(Math.min(budget - 8 * 1024, budget / full)));
  }
}
