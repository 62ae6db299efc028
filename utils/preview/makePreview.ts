import type { Project } from '../gitlab/entities.ts';
import type { Failure } from '../gitlab/Failure.ts';
import type { PipelineOrder } from '../gitlab/GitLab.ts';
import type { Preview, PreviewPart } from './Preview.ts';
import { resourceOf } from '../page/PageRef.ts';
import { labelOf } from '../prompt/labelOf.ts';
import { jobsOfPush, type Gathered } from './gather.ts';
import { judgeJobs, type JudgedJobs, tooLong as fileTooLong } from '../pipeline/judgeJobs.ts';
import { variablesOfRun } from '../pipeline/knownVariables.ts';
import { lintable } from '../pipeline/lintable.ts';
import { lintFile } from '../pipeline/lintFile.ts';
import { codeBlock } from '../pipeline/projectBlock.ts';
import { isTooLong } from '../pipeline/yaml/isTooLong.ts';
import { readAhead, readCiFileAhead } from '../pipeline/yaml/readAhead.ts';
import type { StoredPreview } from './StoredPreview.ts';
import type { PreviewMaterial } from './PreviewMaterial.ts';
import { acknowledgesOf } from './acknowledgesOf.ts';
import { shownImages } from './images/chooseImages.ts';
import { IMAGES_SINCE } from '../pipeline/jobVersion.ts';
import { firstFailure } from './firstFailure.ts';
import { reviewFailure } from './reviewOf.ts';
import { shownThreads, threadsFailure, threadsOfRun } from './threadsOf.ts';
import { withImages, writeAsk, type AskPlace, type WrittenAsk } from './writeAsk.ts';

/** Stands in where no branch could be chosen, with what is in the way. */
function whereTo({ place, home }: Gathered): AskPlace {
  if (place.ok) return place.value;
  return {
    ref: { name: home.default_branch ?? '', kind: 'unknown', unprotected: false, uncertain: true },
    branch: null,
    rootFile: null,
    transport: 'variables',
    failure: place.failure,
  };
}

/** Whether what the settings hold could tell more of jobs beside Claude's: that costs another request. */
function isOpen({ otherJobs }: JudgedJobs): boolean {
  return otherJobs.some(({ certain }) => !certain);
}

async function jobsOf(
  { gathered }: PreviewMaterial,
  to: AskPlace,
  order: PipelineOrder,
  pipelineName: string,
): Promise<JudgedJobs | null> {
  const { branch, rootFile } = to;
  if (branch === null || to.failure?.kind === 'no_ci_file') return null;
  if (rootFile !== null && isTooLong(rootFile)) return fileTooLong('root file');
  const { home, trigger, user } = gathered;
  const variables = trigger
    ? variablesOfRun(home, branch, order, 'trigger')
    : variablesOfRun(home, branch, order, 'api', user ?? undefined);
  const files = rootFile === null ? undefined : await gathered.included(rootFile, branch.name);
  const where = {
    project: home.path_with_namespace,
    commit: branch.name === home.default_branch ? null : branch.commit.id,
    ...(files && { files }),
  };
  if (rootFile !== null) await readCiFileAhead(rootFile);
  const { text, unjudged, problem } = lintable(rootFile, variables, order.inputs ?? {}, where);
  const { version } = gathered;
  const lint = await lintFile(gathered.lint, branch, { version, rootFile, text });
  if (lint.ok) await readAhead(lint.value.merged_yaml ?? '');
  const judge = (settings: ReadonlySet<string> | null): JudgedJobs =>
    judgeJobs(lint, variables, unjudged, pipelineName, settings);
  const first = judge(null);
  const judged = isOpen(first) ? judge(await gathered.settings()) : first;
  const detail = problem ?? (await gathered.refused(judged.asked ?? []));
  return detail === null ? judged : { ...judged, failure: { kind: 'refused', detail } };
}

function missingThread({ request, gathered }: PreviewMaterial): Failure | undefined {
  const { discussionId } = request;
  const { parts, threadLabel } = gathered.context;
  if (discussionId === undefined || threadLabel !== undefined) return undefined;
  const unread = parts.find(({ name }) => name === 'comments')?.failure;
  return unread ?? { kind: 'not_found', subject: discussionId };
}

/** What was private before goes to no job that cannot be relied on to keep it so. */
function notKept({ earlier }: PreviewMaterial, ours: boolean): Failure | undefined {
  return earlier.private && !ours ? { kind: 'refused', reason: 'earlier_private' } : undefined;
}

/** Whether the answer may be posted nowhere: what went along was for fewer people than read this page. */
function isWithheld({ earlier }: PreviewMaterial, { chosen }: WrittenAsk): boolean {
  const wider = earlier.private && !chosen.context.private;
  return chosen.holdsRestricted || earlier.withheld || wider;
}

function tooLong(full: number): Failure | undefined {
  if (full <= 1) return undefined;
  const percent = Math.ceil((full - 1) * 100);
  return { kind: 'refused', reason: 'words_too_long', subject: `+${percent} %` };
}

/** Writes the ask as the project's job wants it: what that job is, is known only once an ask is judged by the CI file's rules. */
async function settle(material: PreviewMaterial, to: AskPlace, pipelineName: string) {
  const { request } = material;
  const first = writeAsk(material, to, { layout: 'prompt', ours: true, takesImages: true });
  const judged = await jobsOf(material, to, first.order, pipelineName);
  const ours = judged?.ours ?? true;
  const layout = ours ? 'prompt' : (request.layout ?? judged?.layout ?? 'prompt');
  const takesImages = ours && (judged?.version ?? IMAGES_SINCE) >= IMAGES_SINCE;
  if (ours && (takesImages || first.images.length === 0))
    return { ...first, layout, ours, jobs: judged };
  const written = writeAsk(material, to, { layout, ours, takesImages });
  return {
    ...written,
    layout,
    ours,
    jobs: await jobsOf(material, to, written.order, pipelineName),
  };
}

/** Who may read the job's log beside those who may read the page: everybody who sees the project, Guests too, where its pipelines are public (GitLab's "Project-based pipeline visibility"). */
function readersOf(
  { visibility, public_jobs: publicJobs }: Project,
  isPrivate: boolean,
): Preview['readers'] {
  if (publicJobs !== true) return undefined;
  if (visibility === 'public') return 'anyone';
  if (visibility === 'internal') return 'signed_in';
  return isPrivate ? 'guests' : undefined;
}

function withoutJob(jobs: JudgedJobs | null): Failure | null {
  const failure = jobs?.failure;
  return failure?.kind === 'no_job' || failure?.kind === 'no_ci_file' ? failure : null;
}

function partsOf({ prompt, chosen }: WrittenAsk): PreviewPart[] {
  return prompt.parts.map((part) => {
    const restricted = chosen.restricted.get(part.name);
    return restricted ? { ...part, restricted } : part;
  });
}

/** Makes one preview, with the order that it stands for and the run that it would start. */
export async function makePreview(asked: PreviewMaterial): Promise<StoredPreview> {
  const material = await withImages(asked);
  const { page, preset, request, gathered, requestId } = material;
  const { project, home, trigger, context, newestPipelineId } = gathered;
  const central = home.id !== project.id;
  const { discussionId } = request;
  const to = whereTo(gathered);
  const pipelineName = `Ask Claude ${resourceOf(page)} ${requestId}`;
  const changes = preset.mode === 'change' && to.branch !== null;
  const [written, pushJobs, delivery, head] = await Promise.all([
    settle(material, to, pipelineName),
    changes ? jobsOfPush(gathered, page) : null,
    changes ? gathered.delivery() : null,
    preset.mode === 'plan' ? gathered.head() : null,
  ]);
  const { prompt, flow, order, jobs, chosen } = written;
  const jobName = jobs?.jobName ?? 'claude';
  const failure = firstFailure(
    central ? codeBlock(project) : null,
    // Where no job is there, it is not a right that is missing.
    to.failure?.kind === 'forbidden' && to.failure.reason !== 'role' ? withoutJob(jobs) : null,
    to.failure,
    missingThread(material),
    jobs?.failure,
    threadsFailure(material, written.ours, jobs),
    reviewFailure(material, written, jobs),
    notKept(material, written.ours),
    tooLong(written.full),
  );
  const readers = readersOf(home, chosen.context.private);
  const acknowledges = acknowledgesOf(written, jobs);
  const thread = discussionId === undefined ? {} : { discussionId };
  const preview: Preview = {
    id: crypto.randomUUID(),
    page,
    ...thread,
    ...(context.threadLabel === undefined ? {} : { threadLabel: context.threadLabel }),
    title: context.title,
    mode: preset.mode,
    reply: written.reply,
    ...(acknowledges && { acknowledges }),
    variables: flow,
    transport: to.transport,
    ref: to.ref,
    ...(central && { runnerProject: home.path_with_namespace }),
    ...(central && gathered.runnerIsNew && { runnerIsNew: true }),
    ...(trigger && { trigger }),
    jobName,
    otherJobs: jobs?.otherJobs ?? [],
    pushJobs,
    ...(delivery && written.ours && { delivery }),
    parts: partsOf(written),
    ...(written.images.length > 0 && { images: shownImages(written.images) }),
    ...(written.moreImages > 0 && { moreImages: written.moreImages }),
    ...shownThreads(material),
    removals: prompt.removals,
    size: written.size,
    layout: written.layout,
    ours: written.ours,
    private: written.private,
    ...(discussionId === undefined && context.situations && { situations: context.situations }),
    ...(chosen.strangers && { strangers: chosen.strangers }),
    ...(readers && { readers }),
    ...(context.updatedAt === undefined ? {} : { updatedAt: context.updatedAt }),
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
      projectId: home.id,
      projectPath: page.projectPath,
      ...(central && {
        runner: { projectPath: home.path_with_namespace, askedProjectId: project.id },
      }),
      ...(trigger && { trigger }),
      page: { type: page.type, iid: page.iid, title: context.title },
      ...thread,
      ...threadsOfRun(material),
      preset: preset.name,
      mode: preset.mode,
      ...(head !== null && { head }),
      ...(request.continues !== undefined && { continues: request.continues }),
      ...(request.amends?.length && { amends: request.amends }),
      ...(isWithheld(material, written) && { private: true }),
      ...(written.private && { sentPrivate: true }),
      ...(acknowledges === 'yes' && { acknowledges: true }),
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
