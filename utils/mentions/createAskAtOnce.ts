import type { Result } from '../gitlab/Failure.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { PageRef } from '../page/PageRef.ts';
import type { AskRules } from '../preview/AskRules.ts';
import type { Preview, PreviewRequest } from '../preview/Preview.ts';
import { warningsOf } from '../preview/warningsOf.ts';
import type { AtOnce } from '../storage/projectChoices.ts';
import type { Mentions, SavedComment } from './createMentions.ts';

/** What became of a comment: Claude was asked; it is only offered; or it was asked with before, and nothing comes of it now. */
export type Became = 'asked' | 'offered' | 'known';

/**
 * Asks with a comment that a person has just saved, once in its life. The press that saved it lay in the page, where a script could have brought it about: so it
 * fires nothing, and has a window of our own show the ask, whose press does.
 */
export type AskAtOnce = (page: PageRef, comment: SavedComment) => Promise<Became>;

/** Whether a preview holds nothing that a person should decide about in the panel. */
function isClear(preview: Preview, setting: AtOnce): boolean {
  // That it is confirmed in a window is what happens anyway.
  const { confirm: _, ...rest } = preview;
  const { failure, mode, ref, runnerIsNew } = rest;
  if (failure || ref.uncertain || runnerIsNew) return false;
  return (mode !== 'change' || setting === 'all') && warningsOf(rest).length === 0;
}

export function createAskAtOnce(deps: {
  gitLabFor(root: string): Promise<Result<GitLab>>;
  /** What the project's setting says of such comments; undefined where they are only offered. */
  setting(page: PageRef): Promise<AtOnce | undefined>;
  rulesFor(page: PageRef): Promise<Pick<AskRules, 'token' | 'pageUsers' | 'spentUsd'>>;
  /** The user's cap for a project and day in US dollars; null for none. */
  dailyCapUsd(): Promise<number | null>;
  ask: Mentions['ask'];
  /** Makes a preview that fires only once it is confirmed. */
  preview(page: PageRef, request: PreviewRequest): Promise<Result<Preview>>;
  /** Keeps that a comment is asked with; false where it was before. */
  claim(site: string, noteId: number): Promise<boolean>;
  /** Waits for the press in a window of our own. */
  confirm(previewId: string): Promise<boolean>;
  send(previewId: string, page: PageRef): Promise<Result<{ id: string }>>;
  /** Keeps which run came of a comment: its line says so after a reload, too. */
  keepRun(site: string, noteId: number, runId: string): void;
}): AskAtOnce {
  /** Whether all pages of the site that were seen are of the token's user, and the day's cap is not reached. */
  async function isAllowed(page: PageRef): Promise<boolean> {
    const [{ token, pageUsers, spentUsd }, cap] = await Promise.all([
      deps.rulesFor(page),
      deps.dailyCapUsd(),
    ]);
    const own = token?.username.toLowerCase();
    const isOwn = pageUsers.length > 0 && pageUsers.every((name) => name === own);
    return isOwn && (cap === null || spentUsd < cap);
  }

  /** Whether only members may comment there; what cannot be read counts as locked. */
  async function isLocked({ site, projectPath, type, iid }: PageRef): Promise<boolean> {
    const gitLab = await deps.gitLabFor(site);
    if (!gitLab.ok) return true;
    const read = type === 'issue' ? gitLab.value.issue : gitLab.value.mergeRequest;
    const item = await read(projectPath, iid);
    return !item.ok || item.value.discussion_locked === true;
  }

  return async (page, comment) => {
    const setting = await deps.setting(page);
    if (setting === undefined || !(await isAllowed(page)) || (await isLocked(page)))
      return 'offered';
    const { discussionId, proposed } = await deps.ask(page, comment);
    const { words, preset = 'ask', amends } = proposed;
    if (preset === 'ask' && words.trim() === '') return 'offered';
    const made = await deps.preview(page, {
      words,
      preset,
      parts: {},
      refresh: true,
      ...(discussionId !== undefined && { discussionId }),
      ...(amends && { amends }),
    });
    if (!made.ok || !isClear(made.value, setting)) return 'offered';
    const { id } = made.value;
    // Kept before anything can be fired, so that no reload, no second tab and no end of the worker fires it again.
    if (!(await deps.claim(page.site, comment.noteId))) return 'known';
    if (!(await deps.confirm(id))) return 'offered';
    const sent = await deps.send(id, page);
    if (!sent.ok) return 'offered';
    deps.keepRun(page.site, comment.noteId, sent.value.id);
    return 'asked';
  };
}
