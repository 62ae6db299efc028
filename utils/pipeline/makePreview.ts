import { byteLength } from '../context/byteLength.ts';
import { withSelection } from '../context/withSelection.ts';
import type { Branch, Project } from '../gitlab/entities.ts';
import type { Failure } from '../gitlab/Failure.ts';
import type { PipelineOrder } from '../gitlab/GitLab.ts';
import type { Preview, PreviewPart, PreviewRequest } from '../messages/PageApi.ts';
import { resourceOf, type PageRef } from '../page/PageRef.ts';
import { buildPrompt, type Prompt } from '../prompt/buildPrompt.ts';
import { labelOf } from '../prompt/labelOf.ts';
import type { Layout } from '../prompt/Layout.ts';
import type { Preset } from '../prompt/Preset.ts';
import { PROMPT_BUDGET } from '../context/fitToBudget.ts';
import { chooseItems, type Chosen } from './chooseItems.ts';
import type { Place } from './choosePlace.ts';
import { flowContext } from './flowContext.ts';
import {
  FILE_LIMIT,
  flowVariables,
  fullness,
  orderOf,
  VALUE_LIMIT,
  type FlowVariable,
  type Reply,
} from './flowVariables.ts';
import { jobsOfPush, type Gathered } from './gather.ts';
import { judgeJobs, type JudgedJobs } from './judgeJobs.ts';
import { variablesOfRun } from './knownVariables.ts';
import { judgeIncludes } from './rules/judgeIncludes.ts';
import type { StoredPreview } from './StoredPreview.ts';

/** What one preview is made of. */
export interface PreviewMaterial {
  page: PageRef;
  preset: Preset;
  request: PreviewRequest;
  gathered: Gathered;
  requestId: string;
  boundary: string;
}

type WhereTo = Pick<Place, 'ref' | 'transport' | 'rootFile' | 'failure'> & {
  branch: Branch | null;
};

/** Shown where branches cannot be read: the default branch, with what is in the way. */
function whereTo({ place, project }: Gathered): WhereTo {
  if (place.ok) return place.value;
  return {
    ref: {
      name: project.default_branch ?? '',
      kind: 'default',
      unprotected: false,
      uncertain: true,
      reason: 'no_runner_branch',
    },
    branch: null,
    rootFile: null,
    transport: 'variables',
    failure: place.failure,
  };
}

function replyOf(preset: Preset, discussionId: string | undefined): Reply {
  if (discussionId !== undefined) return 'thread';
  return preset.mode === 'ask' ? 'none' : 'note';
}

/** How the ask is handed over, as far as the project's job decides it. */
interface Manner {
  layout: Layout;
  ours: boolean;
}

interface Written {
  chosen: Chosen;
  prompt: Prompt;
  flow: FlowVariable[];
  order: PipelineOrder;
  size: Preview['size'];
  /** Share of what can be sent; above 1 the user's words alone are too long. */
  full: number;
}

function valueOf(flow: FlowVariable[], name: FlowVariable['key']): string {
  return flow.find(({ key }) => key === name)?.value ?? '';
}

/** Bytes that Claude reads. Where both variables go into one argument, that argument has the limit too. */
function bytesRead(flow: FlowVariable[], layout: Layout): number {
  const words = byteLength(valueOf(flow, 'AI_FLOW_INPUT'));
  return layout === 'prompt' ? words : words + byteLength(valueOf(flow, 'AI_FLOW_CONTEXT'));
}

/** Writes prompt and order; where a value becomes too long as sent, again with less room, until it fits or only the user's words are left. */
function write(material: PreviewMaterial, to: WhereTo, { layout, ours }: Manner): Written {
  const { page, preset, request, gathered, requestId, boundary } = material;
  const { discussionId, words, parts: switchedParts } = request;
  const isPublic = gathered.project.visibility === 'public';
  const chosen = chooseItems(withSelection(gathered.context, request.selection), {
    include: request.include ?? [],
    leaveOutStrangers: request.leaveOutStrangers ?? isPublic,
    keepsPrivate: ours,
  });
  const { context } = chosen;
  const files = ours && to.transport === 'variables';
  const wished = request.budget ?? PROMPT_BUDGET;
  const highest = files ? FILE_LIMIT : VALUE_LIMIT;
  for (let budget = Math.min(wished, highest); ;) {
    const prompt = buildPrompt({
      page,
      preset,
      words,
      context,
      switchedParts,
      boundary,
      budget,
      layout,
    });
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
      reply: replyOf(preset, discussionId),
      private: context.private,
      untrusted: prompt.parts.some((part) => part.on && part.bytes > 0),
    });
    const order = orderOf(to.ref.name, to.transport, flow, files);
    const bytes = bytesRead(flow, layout);
    const full = Math.max(fullness(order), layout === 'both' ? bytes / VALUE_LIMIT : 0);
    if (full <= 1 || budget <= 0) {
      return { chosen, prompt, flow, order, full, size: { bytes, budget, wished, highest } };
    }
    budget = Math.max(0, Math.floor(Math.min(budget - 8 * 1024, budget / full)));
  }
}

async function jobsOf(
  gathered: Gathered,
  to: WhereTo,
  order: PipelineOrder,
  pipelineName: string,
): Promise<JudgedJobs | null> {
  if (to.branch === null || to.failure?.kind === 'no_ci_file') return null;
  const variables = variablesOfRun(gathered.project, to.branch, order);
  const includes =
    to.rootFile === null ? { text: null, unjudged: [] } : judgeIncludes(to.rootFile, variables);
  const lint = await gathered.lint(
    includes.text === null ? { ref: to.ref.name } : { content: includes.text },
  );
  return judgeJobs(lint, variables, includes.unjudged, pipelineName);
}

function missingThread({ request, gathered }: PreviewMaterial): Failure | undefined {
  const { discussionId } = request;
  const { parts, threadLabel } = gathered.context;
  if (discussionId === undefined || threadLabel !== undefined) return undefined;
  const unread = parts.find(({ name }) => name === 'comments')?.failure;
  return unread ?? { kind: 'not_found', subject: discussionId };
}

function tooLong(full: number): Failure | undefined {
  if (full <= 1) return undefined;
  const percent = Math.ceil((full - 1) * 100);
  return { kind: 'refused', detail: `The words are ${percent} % longer than can be sent.` };
}

/** Writes the ask as the project's job wants it: what that job is, is known only once an ask is judged by the CI file's rules. */
async function settle(material: PreviewMaterial, to: WhereTo, pipelineName: string) {
  const { request, gathered } = material;
  const first = write(material, to, { layout: 'prompt', ours: true });
  const judged = await jobsOf(gathered, to, first.order, pipelineName);
  const ours = judged?.ours ?? true;
  const layout = ours ? 'prompt' : (request.layout ?? judged?.layout ?? 'prompt');
  if (ours) return { ...first, layout, ours, jobs: judged };
  const written = write(material, to, { layout, ours });
  return {
    ...written,
    layout,
    ours,
    jobs: await jobsOf(gathered, to, written.order, pipelineName),
  };
}

/** Who beside members may read the job's log: everybody where the project and its pipelines are public (GitLab's "Public pipelines"). */
function readersOf({ visibility, public_jobs: publicJobs }: Project): Preview['readers'] {
  if (publicJobs !== true) return undefined;
  if (visibility === 'public') return 'anyone';
  return visibility === 'internal' ? 'signed_in' : undefined;
}

function partsOf({ prompt, chosen }: Written): PreviewPart[] {
  return prompt.parts.map((part) => {
    const restricted = chosen.restricted.get(part.name);
    return restricted ? { ...part, restricted } : part;
  });
}

/** Makes one preview, with the order that it stands for and the run that it would start. */
export async function makePreview(material: PreviewMaterial): Promise<StoredPreview> {
  const { page, preset, request, gathered, requestId } = material;
  const { project, context, newestPipelineId } = gathered;
  const { discussionId } = request;
  const to = whereTo(gathered);
  const pipelineName = `Ask Claude ${resourceOf(page)} ${requestId}`;
  const [written, pushJobs] = await Promise.all([
    settle(material, to, pipelineName),
    preset.mode === 'change' ? jobsOfPush(gathered, page) : null,
  ]);
  const { prompt, flow, order, jobs, chosen } = written;
  const jobName = jobs?.jobName ?? 'claude';
  const failure = to.failure ?? missingThread(material) ?? jobs?.failure ?? tooLong(written.full);
  const readers = readersOf(project);
  const thread = discussionId === undefined ? {} : { discussionId };
  const preview: Preview = {
    id: crypto.randomUUID(),
    page,
    ...thread,
    ...(context.threadLabel === undefined ? {} : { threadLabel: context.threadLabel }),
    title: context.title,
    mode: preset.mode,
    variables: flow,
    transport: to.transport,
    ref: to.ref,
    jobName,
    otherJobs: jobs?.otherJobs ?? [],
    pushJobs,
    parts: partsOf(written),
    removals: prompt.removals,
    size: written.size,
    layout: written.layout,
    ours: written.ours,
    private: chosen.context.private,
    ...(chosen.strangers && { strangers: chosen.strangers }),
    ...(readers && { readers }),
    ...(failure && { failure }),
  };
  return {
    ...preview,
    projectId: project.id,
    ...(context.updatedAt === undefined ? {} : { updatedAt: context.updatedAt }),
    order,
    run: {
      id: requestId,
      site: page.site,
      projectId: project.id,
      projectPath: page.projectPath,
      page: { type: page.type, iid: page.iid, title: context.title },
      ...thread,
      preset: preset.name,
      mode: preset.mode,
      label: labelOf(request.words),
      ref: to.ref.name,
      pipelineName,
      named: jobs?.named ?? false,
      jobName,
      newestPipelineId,
      state: 'sending',
      createdAt: '',
    },
  };
}
