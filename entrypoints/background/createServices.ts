/** Over 250 lines: the one place where every part of the background is made and given what it needs. */
import { browser } from 'wxt/browser';
import { createGitLab } from '../../utils/gitlab/createGitLab.ts';
import { createKnownAnswers } from '../../utils/gitlab/network/createKnownAnswers.ts';
import { createRateLimitedNetwork } from '../../utils/gitlab/network/createRateLimitedNetwork.ts';
import type { Result } from '../../utils/gitlab/Failure.ts';
import type { GitLab } from '../../utils/gitlab/GitLab.ts';
import { createBackoff } from '../../utils/gitlab/network/createBackoff.ts';
import { createConfirmations } from '../../utils/messages/confirmations.ts';
import { createFollowing } from '../../utils/messages/followOpenRuns.ts';
import { isRunOf } from '../../utils/messages/isRunOf.ts';
import { createKeepAlive } from '../../utils/messages/keepAlive.ts';
import { report } from '../../utils/messages/report.ts';
import { setAlarm } from '../../utils/messages/setAlarm.ts';
import { createSiteMenu } from '../../utils/messages/siteMenu.ts';
import { createToolbar } from '../../utils/messages/toolbar.ts';
import { createProgressReader } from '../../utils/outcome/readProgress.ts';
import type { PreviewRequest } from '../../utils/preview/Preview.ts';
import type { Previews } from '../../utils/preview/previews.ts';
import { shownPreview } from '../../utils/preview/shownPreview.ts';
import { reviewWords } from '../../utils/review/reviewWords.ts';
import { createAttention } from '../../utils/runs/createAttention.ts';
import { wasAnswered } from '../../utils/runs/knownOfProject.ts';
import { exchangesOf } from '../../utils/runs/exchangesOf.ts';
import { isSettled } from '../../utils/runs/isSettled.ts';
import { wordsOfRun } from '../../utils/runs/wordsOfRun.ts';
import { createJobFailures } from '../../utils/storage/jobFailures.ts';
import { createOwnPresets } from '../../utils/prompt/ownPresets.ts';
import { createRunner } from '../../utils/runs/runner.ts';
import type { DoctorRequest } from '../../utils/setup/doctor/createDoctor.ts';
import { Site } from '../../utils/sites/Site.ts';
import { checkToken } from '../../utils/sites/checkToken.ts';
import { createCredentials, createSecretStore } from '../../utils/sites/credentials.ts';
import { createOAuth } from '../../utils/sites/oauth/createOAuth.ts';
import { openSite } from '../../utils/sites/openSite.ts';
import { createSessionSeal } from '../../utils/sites/sessionSeal.ts';
import { dropPermission } from '../../utils/sites/dropPermission.ts';
import { createRegistrar } from '../../utils/sites/registerSites.ts';
import { createSites } from '../../utils/sites/sites.ts';
import { SiteName, createTransfer } from '../../utils/setup/transfer.ts';
import { createChooser } from '../../utils/sites/chooseProject.ts';
import { allowsHost } from '../../utils/storage/policy.ts';
import type { AskAtOnce } from '../../utils/mentions/createAskAtOnce.ts';
import type { Mentions } from '../../utils/mentions/createMentions.ts';
import { createProjectChoices } from '../../utils/storage/projectChoices.ts';
import { type Clock, systemClock } from './Clock.ts';
import { createRules } from './createRules.ts';
import { loadOnDemand } from './loadOnDemand.ts';
import { reviewTargetOf } from './reviewTargetOf.ts';
import { once } from './once.ts';
import type { Setup } from '../../utils/setup/createSetup.ts';
import { createAskedNotes } from '../../utils/storage/askedNotes.ts';
import { askOf, createAsks } from '../../utils/storage/asks.ts';
import { createIds } from '../../utils/storage/createIds.ts';
import { createDraftIds } from '../../utils/storage/draftIds.ts';
import { createPageUsers } from '../../utils/storage/pageUsers.ts';
import { createDrafts } from '../../utils/storage/drafts.ts';
import { createFirstRun } from '../../utils/storage/firstRun.ts';
import { createFollowUps } from '../../utils/storage/followUps.ts';
import { createList } from '../../utils/storage/createList.ts';
import {
  storedAskedNotes,
  storedAsks,
  storedChoices,
  storedDraftIds,
  storedDrafts,
  storedFirstRun,
  storedFollowUps,
  storedJobFailures,
  storedOffers,
  storedPresets,
  storedPreview,
  storedPreviewIndex,
  storedPageUsers,
  storedPanelLayouts,
  storedPanelWidth,
  storedQuiet,
  storedReviews,
  storedRuns,
  storedSealKey,
  storedSettings,
  storedUnseen,
  storedSites,
  storedSpareDrafts,
} from '../../utils/storage/items.ts';
import { createPreviewStore } from '../../utils/storage/previews.ts';
import { createRunStore } from '../../utils/runs/createRunStore.ts';
import { createPanelLayouts } from '../../utils/storage/panelLayouts.ts';
import { createSettings } from '../../utils/storage/settings.ts';

/** How often runs are looked at when no timer of the worker can be trusted. */
export const FOLLOW_ALARM = 'follow-runs';

/** What the background is made of. */
export type Services = ReturnType<typeof createServices>;

/** Every part that the background is made of, each given what it needs of the others. */
export function createServices(clock: Clock = systemClock, load = loadOnDemand) {
  const onDemand = once(load);
  const keepAlive = createKeepAlive(() => browser.runtime.getPlatformInfo());
  const panelLayouts = createPanelLayouts(storedPanelLayouts, storedPanelWidth);
  const toolbar = createToolbar(browser, browser.runtime.getURL('/popup.html'), panelLayouts.get);
  const drafts = createDrafts(storedDrafts, storedSpareDrafts);
  const asks = createAsks(storedAsks);
  const followUps = createFollowUps(storedFollowUps);
  const settings = createSettings(storedSettings);
  const draftIds = createDraftIds(storedDraftIds);
  const backoff = createBackoff(storedQuiet, clock.now);
  const send = createKnownAnswers((url, init) => fetch(url, init));
  const networkTo = createRateLimitedNetwork(backoff, clock, send);
  const runs = createRunStore(storedRuns);
  const ownPresets = createOwnPresets(storedPresets, onDemand);
  const savedSites = createList(storedSites, Site);
  const allowedSites = async (): Promise<Site[]> => {
    const [policy, saved] = await Promise.all([rules.policy(), savedSites.list()]);
    return saved.filter(({ root }) => allowsHost(policy, root));
  };
  const siteMenu = createSiteMenu(browser, browser.runtime.getURL('/options.html'));
  const registrar = createRegistrar(browser, allowedSites, (roots) =>
    report(siteMenu.follow(roots)),
  );
  const choices = createProjectChoices(storedChoices);
  const offers = createList(storedOffers, SiteName);
  const credentials = createCredentials(createSecretStore(), createSessionSeal(storedSealKey));
  const oauth = createOAuth({ identity: browser.identity, credentials });
  const pageUsers = createPageUsers(storedPageUsers);
  const rules = createRules({
    pageUsers,
    choices,
    credentials,
    listRuns: () => runs.list(),
    listSites: () => savedSites.list(),
  });
  const sites = createSites({
    stored: savedSites,
    credentials,
    refusal: async (root) =>
      allowsHost(await rules.policy(), root) ? null : { kind: 'refused', reason: 'policy' },
    check: (root, token) => checkToken(createGitLab({ root, token }), root, new Date()),
    oauth,
    async saved(root) {
      await registrar.register();
      await registrar.inject([root]);
      // What could not be asked with the token before goes on at once.
      runner.lookAgain();
      following.start();
    },
    async removed(root) {
      await registrar.register();
      await drafts.removeSite(root);
      const gone = (await runs.list()).filter(({ site }) => site === root);
      const isGone = (runId: string) => gone.some(({ id }) => id === runId);
      await asks.erase(isGone);
      await followUps.erase(isGone);
      await runner.erase(({ site }) => site !== root);
      await draftIds.removeSite(root);
      await askedNotes.removeSite(root);
      await jobFailures.removeSite(root);
      await choices.removeSite(root);
      await panelLayouts.removeSite(root);
      await (await reviews()).erase(({ site }) => site === root);
      await dropPermission(browser, root, await savedSites.list());
    },
  });

  const gitLabFor = async (root: string): Promise<Result<GitLab>> => {
    if (!allowsHost(await rules.policy(), root))
      return { ok: false, failure: { kind: 'refused', reason: 'policy', subject: root } };
    const credential = await sites.credentialOf(root);
    if (credential === null)
      return { ok: false, failure: { kind: 'token_refused', subject: root } };
    return { ok: true, value: openSite(root, credential, oauth.grants, networkTo(root)) };
  };
  const madePreviews = once(async () =>
    (await onDemand()).createPreviews({
      gitLabFor,
      store: createPreviewStore(storedPreviewIndex, storedPreview),
      ownPresets: async () => [...(await rules.policy()).presets, ...(await ownPresets.list())],
      rulesFor: rules.rulesFor,
      async reviewOf(page, runId) {
        const run = (await runs.list()).find(({ id }) => id === runId);
        if (!run?.outcome?.findings || !isRunOf(run, page))
          return { ok: false, failure: { kind: 'refused', reason: 'review_none' } };
        if (run.private)
          return { ok: false, failure: { kind: 'refused', reason: 'answer_private' } };
        return (await reviews()).ticked(reviewTargetOf(run));
      },
      failuresOf: jobFailures.memoryOf,
      movedChoice: rules.movedChoice,
      draftId: (page, discussionId) =>
        draftIds.get(page, discussionId, async (id) => isSettled(id, await runs.list())),
      async exchanges(runId) {
        const [all, asked] = await Promise.all([runs.list(), asks.list()]);
        return exchangesOf(runId, all, (id) => asked.find((ask) => ask.id === id)?.words);
      },
    }),
  );
  const previews: Previews = {
    presets: async (...given) => (await madePreviews()).presets(...given),
    preview: async (...given) => (await madePreviews()).preview(...given),
    hasChanged: async (...given) => (await madePreviews()).hasChanged(...given),
    find: async (...given) => (await madePreviews()).find(...given),
    take: async (...given) => (await madePreviews()).take(...given),
  };
  const tokenUser = async (root: string) => {
    const site = (await allowedSites()).find((one) => one.root === root);
    return site ? { username: site.user.username } : null;
  };
  const madeMentions = once(async () =>
    (await onDemand()).createMentions({
      gitLabFor,
      tokenUser,
      presets: (page, discussionId) => previews.presets(page, discussionId, 'mention'),
      now: clock.now,
    }),
  );
  const mentions: Mentions = {
    check: async (...given) => (await madeMentions()).check(...given),
    ask: async (...given) => (await madeMentions()).ask(...given),
  };
  /** What runs found, as reviews. */
  const reviews = once(async () =>
    (await onDemand()).createReviews(storedReviews, { gitLabFor, words: reviewWords }),
  );
  const confirmations = createConfirmations({
    windows: browser.windows,
    pageUrl: browser.runtime.getURL('/confirm.html'),
    async find(previewId) {
      const stored = await previews.find(previewId);
      if (stored === null) return null;
      const site = (await allowedSites()).find(({ root }) => root === stored.page.site);
      return { preview: shownPreview(stored), tokenUser: site?.user.username ?? null };
    },
  });
  const askedNotes = createAskedNotes(storedAskedNotes);
  const jobFailures = createJobFailures(storedJobFailures);
  const madeAskAtOnce = once(async () =>
    (await onDemand()).createAskAtOnce({
      gitLabFor,
      setting: async ({ site, projectPath }) => (await choices.find(site, projectPath))?.atOnce,
      rulesFor: rules.rulesFor,
      dailyCapUsd: async () => (await settings.get()).dailyCapUsd,
      ask: mentions.ask,
      preview: async (page, request) =>
        previews.preview(page, await usually(request), 'mention', {
          id: crypto.randomUUID(),
          confirm: 'mention',
        }),
      claim: askedNotes.claim,
      keepRun: (...given) => report(askedNotes.keepRun(...given)),
      confirm: confirmations.ask,
      async send(previewId, page) {
        const ticks = { acceptedJobs: false, acceptedRef: false, confirmed: true };
        const arrived = await following.expect();
        try {
          return await runner.send({ previewId, ...ticks }, page);
        } finally {
          arrived();
        }
      },
    }),
  );
  const askAtOnce: AskAtOnce = async (...given) => (await madeAskAtOnce())(...given);
  const takeAndNote = async (id: string) => {
    const taken = await previews.take(id);
    if (taken) report(asks.save({ ...askOf(taken.request), id: taken.run.id }));
    if (taken?.runnerIsNew) report(choices.markUsed(taken.run.site, taken.run.projectPath));
    return taken;
  };
  /** A request, with the context limit that the user set for all. */
  const usually = async (request: PreviewRequest): Promise<PreviewRequest> => {
    const { budgetBytes } = await settings.get();
    return budgetBytes === null ? request : { budget: budgetBytes, ...request };
  };
  const runner = createRunner({
    gitLabFor,
    runs,
    previews: { find: previews.find, take: takeAndNote },
    previewAgain: (page, request, id) =>
      keepAlive.during(async () =>
        previews.preview(page, await usually(request), 'until green', { id }),
      ),
    policyFailure: rules.policyFailure,
    triggerToken: rules.triggerToken,
    defuse: async (answer, origin) => (await onDemand()).defuseAnswer(answer, origin),
    quietUntil: (root) => backoff.until(root),
    now: clock.now,
  });
  const following = createFollowing({
    follow: () => keepAlive.during(() => runner.follow()),
    setAlarm: (on) => setAlarm(browser.alarms, FOLLOW_ALARM, on),
    setTimer: clock.setTimer,
  });

  const attention = createAttention(browser, {
    subscribe: (listener) => runner.subscribe(listener),
    unseen: createIds(storedUnseen),
    listRuns: () => runs.list(),
    wanted: async () => (await settings.get()).notify,
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    words: wordsOfRun,
    report,
  });
  const progress = createProgressReader();
  const madeDoctor = once(async () => {
    const { createDoctor, ownProvider } = await onDemand();
    return createDoctor({
      gitLabFor,
      listSites: allowedSites,
      choiceOf: async (site, project) => (await choices.find(site, project)) ?? {},
      wasAnswered: async (site, project) => wasAnswered(await runs.list(), site, project),
      ownProvider,
      now: clock.now,
    });
  });
  const doctor = {
    diagnose: async (request: DoctorRequest) => (await madeDoctor()).diagnose(request),
  };
  const madeSetup = once(async () => {
    const { createSetup, template } = await onDemand();
    return createSetup({ gitLabFor, template });
  });
  const setup: Setup = {
    projects: async (...given) => (await madeSetup()).projects(...given),
    issues: async (...given) => (await madeSetup()).issues(...given),
    look: async (...given) => (await madeSetup()).look(...given),
    plan: async (...given) => (await madeSetup()).plan(...given),
    carryOut: async (...given) => (await madeSetup()).carryOut(...given),
    performFix: async (...given) => (await madeSetup()).performFix(...given),
  };
  const firstRun = createFirstRun(storedFirstRun);
  const transfer = createTransfer({
    listSites: () => savedSites.list(),
    allows: async (root) => allowsHost(await rules.policy(), root),
    gitLabFor,
    offers,
    settings,
    presets: ownPresets,
    choices,
  });

  return {
    allowedSites,
    askAtOnce,
    askedNotes,
    asks,
    attention,
    confirmations,
    choices: { list: choices.list, choose: createChooser({ choices, credentials, gitLabFor }) },
    doctor,
    drafts,
    firstRun,
    followUps,
    panelLayouts,
    following,
    gitLabFor,
    keepAlive,
    mentions,
    offers,
    ownPresets,
    pageUsers,
    previews,
    progress,
    registrar,
    reviews,
    rules,
    runner,
    runs,
    savedSites,
    settings,
    setup,
    siteMenu,
    sites,
    tokenUser,
    toolbar,
    transfer,
    usually,
  };
}
