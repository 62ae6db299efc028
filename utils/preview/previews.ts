import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { FailureMemory } from '../context/FailureMemory.ts';
import type { PresetList } from '../prompt/PresetList.ts';
import type { Preview, PreviewRequest } from './Preview.ts';
import { resourceOf, type PageRef } from '../page/PageRef.ts';
import type { AskRules } from './AskRules.ts';
import { earlierPart, type Exchange } from './earlier.ts';
import { fillPreset } from '../prompt/fillPreset.ts';
import { offeredPresets, possiblePresets } from '../prompt/offeredPresets.ts';
import type { Repository } from '../prompt/readRepository.ts';
import { touchesPipelines } from '../prompt/touchesPipelines.ts';
import type { WrittenPreset } from '../storage/WrittenPreset.ts';
import { type Confirmation, confirmationOf } from './confirmationOf.ts';
import { gather, type RunnerChoice, type Gathered } from './gather.ts';
import { knownVersions } from '../pipeline/knownVersions.ts';
import { isSameTime } from './isSameTime.ts';
import { makePreview } from './makePreview.ts';
import { isHidden, policyFailure, sizeWithin, withinCost, withinSize } from './policyFailure.ts';
import { postedMaterial } from './reviewOf.ts';
import { randomBoundary } from './randomBoundary.ts';
import { shownPreview } from './shownPreview.ts';
import type { PreviewStore, StoredPreview } from './StoredPreview.ts';

/** How many panels' readings are kept at once. */
const PANELS = 20;

/** What one panel has open: its reading of the page. */
interface Slot {
  gathered: Promise<Result<Gathered>>;
  /** Made after the reading was asked for, so that nothing read can hold it; new with each reading. */
  boundary: string;
}

/** An ask that is no draft of the user's: its id, and why a press in a window of our own fires it, if anything does. */
export interface OwnAsk {
  id: string;
  confirm?: Confirmation;
}

export interface Previews {
  /** What can be asked with here, as far as it can be known; from what was or is being read for the panel's previews. */
  presets(
    page: PageRef,
    discussionId: string | undefined,
    panelKey: string,
  ): Promise<Result<PresetList>>;
  /** Makes the preview of an ask; a failure only where the page itself cannot be read. What is otherwise in the way stands in `Preview.failure`. */
  preview(
    page: PageRef,
    request: PreviewRequest,
    panelKey: string,
    own?: OwnAsk,
  ): Promise<Result<Preview>>;
  /** Whether GitLab says that the page changed since that preview's reading: one request. An unknown preview counts as unchanged. */
  hasChanged(id: string, page: PageRef): Promise<Result<boolean>>;
  /** The stored preview while it can still be sent. */
  find(id: string): Promise<StoredPreview | null>;
  /** The stored preview, once: what was taken, and every other preview of the same draft, is not given again. */
  take(id: string): Promise<StoredPreview | null>;
}

function pageKey(page: PageRef): string {
  return JSON.stringify([page.site, page.projectPath, resourceOf(page)]);
}

function slotKey(page: PageRef, discussionId: string | undefined, panelKey: string): string {
  return `${pageKey(page)} ${JSON.stringify([panelKey, discussionId])}`;
}

function fromOf(discussionId: string | undefined): 'page' | 'thread' {
  return discussionId === undefined ? 'page' : 'thread';
}

/** Keeps what each panel has read, and makes previews from it. */
export function createPreviews(deps: {
  gitLabFor(root: string): Promise<Result<GitLab>>;
  store: PreviewStore;
  /** The id of a draft: the same for every tab that shows it, and another one once it was sent. */
  draftId(page: PageRef, discussionId: string | undefined): Promise<string>;
  /** The conversation that ends with a run, oldest first. */
  exchanges(runId: string): Promise<Exchange[]>;
  /** The presets that the user made. */
  ownPresets(): Promise<WrittenPreset[]>;
  rulesFor(page: PageRef): Promise<AskRules>;
  /** What is ticked of a run's findings, for the job to post. */
  reviewOf?(page: PageRef, runId: string | undefined): Promise<Result<string>>;
  /** What jobs of a site's projects failed with before. */
  failuresOf?(site: string): FailureMemory;
  /** What was chosen for a project before it was renamed or moved; null for nothing. */
  movedChoice?(page: PageRef, projectId: number): Promise<RunnerChoice | null>;
}): Previews {
  const slots = new Map<string, Slot>();
  const versionOf = knownVersions();
  const taken = new Set<string>();

  async function read(page: PageRef, discussionId: string | undefined): Promise<Result<Gathered>> {
    const gitLab = await deps.gitLabFor(page.site);
    if (!gitLab.ok) return gitLab;
    const { choice } = await deps.rulesFor(page);
    const version = () => versionOf(page.site, gitLab.value);
    const failures = deps.failuresOf?.(page.site);
    const gathered = await gather(gitLab.value, page, discussionId, choice, version, failures);
    if (!gathered.ok) return gathered;
    const moved = await deps.movedChoice?.(page, gathered.value.project.id);
    return moved
      ? gather(gitLab.value, page, discussionId, { ...choice, ...moved }, version, failures)
      : gathered;
  }

  function slotOf(
    key: string,
    page: PageRef,
    request: Pick<PreviewRequest, 'discussionId' | 'refresh'>,
  ): Slot {
    const known = slots.get(key);
    if (known && !request.refresh) return known;
    const slot = {
      gathered: read(page, request.discussionId),
      boundary: randomBoundary(),
    };
    slots.delete(key);
    slots.set(key, slot);
    for (const oldest of [...slots.keys()].slice(0, -PANELS)) slots.delete(oldest);
    return slot;
  }

  async function find(id: string): Promise<StoredPreview | null> {
    const stored = await deps.store.get(id);
    return stored && !stored.sent && !taken.has(stored.run.id) ? stored : null;
  }

  /** Commands are waited for only where they are needed: they take a round trip more. */
  async function sourcesOf(repository: Repository, withCommands: boolean) {
    const none = { presets: [], bad: [] };
    const [{ settings, bad }, commands, own] = await Promise.all([
      repository.settings,
      withCommands ? repository.commands : none,
      deps.ownPresets(),
    ]);
    const sources = { settings, commands: commands.presets, own };
    return { sources, bad: [...bad, ...commands.bad] };
  }

  return {
    async presets(page, discussionId, panelKey) {
      const key = slotKey(page, discussionId, panelKey);
      const request = discussionId === undefined ? {} : { discussionId };
      const gathered = await slotOf(key, page, request).gathered;
      if (!gathered.ok) return gathered;
      const { context, repository } = gathered.value;
      const { sources, bad } = await sourcesOf(repository, true);
      const asking = { type: page.type, from: fromOf(discussionId) };
      const usual =
        sources.settings.defaultPreset[discussionId === undefined ? page.type : 'thread'];
      const { policy } = await deps.rulesFor(page);
      const presets = offeredPresets(sources, asking, touchesPipelines(context)).filter(
        (preset) => !isHidden(policy, preset.name),
      );
      const chosen = presets.find(({ name }) => name === usual || name === `repo:${usual}`);
      return { ok: true, value: { presets, ...(chosen && { usual: chosen.name }), bad } };
    },
    async preview(page, request, panelKey, own) {
      const { discussionId, preset: name, words } = request;
      const key = slotKey(page, discussionId, panelKey);
      const slot = slotOf(key, page, request);
      const gathered = await slot.gathered;
      if (!gathered.ok) {
        if (slots.get(key) === slot) slots.delete(key);
        return gathered;
      }
      const { boundary } = slot;
      const requestId = own?.id ?? (await deps.draftId(page, discussionId));
      const { continues, amends = [] } = request;
      const [exchanges, amended] = await Promise.all([
        continues === undefined ? [] : deps.exchanges(continues),
        Promise.all(amends.map(async (id) => (await deps.exchanges(id)).at(-1) ?? null)),
      ]);
      const earlier = earlierPart({ exchanges, amended, discussionId }, boundary);
      const readReview = () => deps.reviewOf?.(page, continues);
      const posted = await postedMaterial(name, gathered.value, readReview);
      const { context, repository } = gathered.value;
      const { sources } = await sourcesOf(repository, name.startsWith('repo:'));
      const asking = { type: page.type, from: fromOf(discussionId) };
      const preset = possiblePresets(sources, asking).find((one) => one.name === name);
      if (preset === undefined) return { ok: false, failure: { kind: 'unknown', subject: name } };
      const { settings } = sources;
      const { policy, spentUsd, token, pageUsers } = await deps.rulesFor(page);
      const options = withinCost(
        { ...settings.options, ...preset.options, ...request.options },
        policy,
      );
      const filled = fillPreset(preset, {
        page,
        context,
        words,
        selected: (request.selection?.text ?? '').trim() !== '',
        date: new Date().toISOString().slice(0, 10),
        language: options.language,
        boundary,
      });
      const made = await makePreview({
        page,
        preset: filled,
        request: withinSize(request, policy),
        gathered: gathered.value,
        requestId,
        boundary,
        reply: settings.reply,
        resolves: settings.resolveThreads ?? false,
        options,
        earlier,
        ...posted,
      });
      const failure = made.failure ?? policyFailure(policy, made, spentUsd);
      const { mode, trigger = false } = made;
      const confirm =
        confirmationOf({ mode, trigger, pageUser: request.pageUser, pageUsers }, token) ??
        own?.confirm;
      const size = sizeWithin(made.size, policy);
      const stored = { ...made, size, ...(confirm && { confirm }), ...(failure && { failure }) };
      await deps.store.set(stored);
      return { ok: true, value: shownPreview(stored) };
    },
    async hasChanged(id, page) {
      const stored = await find(id);
      const same = stored?.page.site === page.site && resourceOf(stored.page) === resourceOf(page);
      if (!same || stored.updatedAt === undefined) return { ok: true, value: false };
      const { projectId, updatedAt } = stored;
      const gitLab = await deps.gitLabFor(page.site);
      if (!gitLab.ok) return gitLab;
      const ask = page.type === 'issue' ? gitLab.value.issue : gitLab.value.mergeRequest;
      const now = await ask(projectId, page.iid);
      return now.ok ? { ok: true, value: !isSameTime(now.value.updated_at, updatedAt) } : now;
    },
    find,
    async take(id) {
      const stored = await find(id);
      if (stored === null || taken.has(stored.run.id)) return null;
      taken.add(stored.run.id);
      // What was asked changes the page: the next ask reads it anew.
      const page = pageKey(stored.page);
      for (const key of slots.keys()) if (key.startsWith(page)) slots.delete(key);
      await deps.store.set({ ...stored, sent: true });
      return stored;
    },
  };
}
