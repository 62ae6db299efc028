import { withSelection } from '../context/withSelection.ts';
import type { Branch } from '../gitlab/entities.ts';
import type { Failure } from '../gitlab/Failure.ts';
import type { PipelineOrder } from '../gitlab/GitLab.ts';
import { byteLength } from '../context/byteLength.ts';
import type { Preview, PreviewRequest } from '../messages/PageApi.ts';
import { resourceOf, type PageRef } from '../page/PageRef.ts';
import { buildPrompt, type Prompt } from '../prompt/buildPrompt.ts';
import { labelOf } from '../prompt/labelOf.ts';
import type { Preset } from '../prompt/Preset.ts';
import { PROMPT_BUDGET } from '../context/fitToBudget.ts';
import type { Place } from './choosePlace.ts';
import type { Earlier } from './earlier.ts';
import {
  excessOf,
  flowVariables,
  orderOf,
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
  /** The conversation that it continues. */
  earlier: Earlier;
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

interface Written {
  prompt: Prompt;
  flow: FlowVariable[];
  order: PipelineOrder;
  excess: number;
}

/** Writes prompt and order; where escaping makes a value too long, again with less room, until it fits or only the user's words are left. */
function write(material: PreviewMaterial, to: WhereTo): Written {
  const { page, preset, request, gathered, requestId, boundary, earlier } = material;
  const { discussionId, words, parts: switchedParts } = request;
  const context = withSelection(gathered.context, request.selection);
  for (let budget = PROMPT_BUDGET; ; budget -= 8 * 1024) {
    const own = buildPrompt({
      page,
      preset,
      words,
      context,
      switchedParts,
      boundary,
      budget: Math.max(0, budget - byteLength(earlier.text)),
    });
    const prompt = {
      ...own,
      text: own.text + earlier.text,
      removals: [...own.removals, ...earlier.removals],
    };
    const flow = flowVariables({
      page,
      discussionId,
      prompt: prompt.text,
      mode: preset.mode,
      requestId,
      ids: context.ids,
      reply: replyOf(preset, discussionId),
      private: context.private,
      untrusted: earlier.text !== '' || prompt.parts.some((part) => part.on && part.bytes > 0),
    });
    const order = orderOf(to.ref.name, to.transport, flow);
    const excess = excessOf(order);
    if (excess === 0 || budget <= 0) return { prompt, flow, order, excess };
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

function tooLong(excess: number): Failure | undefined {
  if (excess === 0) return undefined;
  return { kind: 'refused', detail: `The words are ${excess} bytes longer than can be sent.` };
}

/** Makes one preview, with the order that it stands for and the run that it would start. */
export async function makePreview(material: PreviewMaterial): Promise<StoredPreview> {
  const { page, preset, request, gathered, requestId } = material;
  const { project, context, newestPipelineId } = gathered;
  const { discussionId } = request;
  const to = whereTo(gathered);
  const pipelineName = `Ask Claude ${resourceOf(page)} ${requestId}`;
  const { prompt, flow, order, excess } = write(material, to);
  const [jobs, pushJobs] = await Promise.all([
    jobsOf(gathered, to, order, pipelineName),
    preset.mode === 'change' ? jobsOfPush(gathered, page) : null,
  ]);
  const jobName = jobs?.jobName ?? 'claude';
  const failure = to.failure ?? missingThread(material) ?? jobs?.failure ?? tooLong(excess);
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
    parts: prompt.parts,
    removals: prompt.removals,
    ...(failure && { failure }),
  };
  return {
    ...preview,
    projectId: project.id,
    order,
    request,
    run: {
      id: requestId,
      site: page.site,
      projectId: project.id,
      projectPath: page.projectPath,
      page: { type: page.type, iid: page.iid, title: context.title },
      ...thread,
      preset: preset.name,
      mode: preset.mode,
      ...(request.continues !== undefined && { continues: request.continues }),
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
