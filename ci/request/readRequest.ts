import { type BotReview, readBotReview } from '../../utils/review/BotReview.ts';
import { MOST_THREADS } from '../../utils/context/OpenThread.ts';
import { askedImages, type AskedImage } from './askedImages.ts';
import { valueOf } from '../Environment.ts';
import type { Environment } from '../Environment.ts';
import { Fault } from '../Fault.ts';
import { PROJECT_PATH } from './readPlace.ts';
import { DEFAULTS } from '../Settings.ts';
import type { Settings } from '../Settings.ts';

/** What an ask may not exceed; it may ask for less. */
type Caps = Pick<Settings, 'maxTurns' | 'maxCostUsd'>;

/** What was asked, checked. */
export interface Request {
  prompt: string;
  mode: 'ask' | 'change' | 'plan';
  target: { type: 'issue' | 'merge_request'; iid: number } | null;
  /** As it stands in the pipeline's name: `issue/12` or `none`. */
  resource: string;
  /** 40 hex digits. */
  discussionId: string | null;
  /** A UUID; null when none was sent. */
  requestId: string | null;
  reply: 'none' | 'thread' | 'note';
  isPrivate: boolean;
  /** Where the answer will go, a note is to say beforehand that Claude is at work; never for a private one. */
  acknowledge: boolean;
  model: string | null;
  effort: string | null;
  maxTurns: number;
  maxCostUsd: number;
  language: string | null;
  /** A project other than the pipeline's that the file lets the job work for; else null. */
  otherProject: string | null;
  /** What a review finds is wanted one by one, with its places. */
  wantsFindings: boolean;
  /** Images to look at. */
  images: AskedImage[];
  /** Ids of the threads of a merge request that are to be resolved, a commit and a reply for each. */
  threads: string[];
  /** Those for which it is done are also marked as resolved. */
  resolvesThreads: boolean;
  /** Findings that are to be posted as they are, in the place of a prompt: Claude is not asked. */
  review: BotReview | null;
  /** RequestedLimits that the job does not grant, one line each. */
  refused: string[];
}

/**
 * Reads the `AI_FLOW_*` variables. Nothing in them is trusted: each has a form, and a wrong one ends the job.
 * @throws Fault
 */
export function readRequest(environment: Environment, caps: Caps = DEFAULTS): Request {
  const value = (key: string): string => valueOf(environment, key);
  const prompt = value('AI_FLOW_INPUT');
  if (prompt.trim() === '') throw new Fault('AI_FLOW_INPUT is empty: nothing was asked.');
  checkHost(environment);
  const resource = value('AI_FLOW_RESOURCE') || 'none';
  const mode = value('AI_FLOW_MODE');
  const context = contextOf(value('AI_FLOW_CONTEXT'));
  const target = targetOf(resource);
  const limits = requestedLimits(context, caps);
  const isOfMergeRequest = target?.type === 'merge_request';
  return {
    prompt,
    mode: mode === 'change' || mode === 'plan' ? mode : 'ask',
    resource,
    target,
    discussionId: formed('AI_FLOW_DISCUSSION_ID', value('AI_FLOW_DISCUSSION_ID'), /^[0-9a-f]{40}$/),
    requestId: requestIdOf(value('AI_FLOW_REQUEST_ID')),
    otherProject: otherProjectOf(value('AI_FLOW_PROJECT_PATH'), context, environment),
    ...limits,
    wantsFindings: limits.wantsFindings && mode !== 'change' && mode !== 'plan' && isOfMergeRequest,
    threads: isOfMergeRequest && mode === 'change' ? limits.threads : [],
    review: limits.review
      ? reviewOf(prompt, isOfMergeRequest && !/^(change|plan)$/.test(mode))
      : null,
  };
}

/** @throws Fault */
function reviewOf(sent: string, isForMergeRequest: boolean): BotReview {
  if (!isForMergeRequest)
    throw new Fault('ask_claude.post_review is for a merge request, in mode ask.');
  const review = readBotReview(sent);
  if (review === null)
    throw new Fault('The findings to be posted do not have their form: send them from the panel.');
  return review;
}

/** The host comes from `CI_*`; what was sent may only say the same. */
function checkHost(environment: Environment): void {
  const host = valueOf(environment, 'AI_FLOW_GITLAB_HOSTNAME');
  const server = environment['CI_SERVER_URL'] ?? '';
  const own = URL.canParse(server) ? new URL(server) : null;
  if (host !== '' && host !== own?.host && host !== own?.hostname)
    throw new Fault('AI_FLOW_GITLAB_HOSTNAME names another host than this GitLab’s.');
}

/**
 * A path beside the pipeline's own must stand in the file, as itself or by its group: `acme/webshop` or `acme/`. One that was
 * renamed since the ask is known by its id.
 * @throws Fault
 */
function otherProjectOf(
  path: string,
  context: Record<string, unknown>,
  environment: Environment,
): string | null {
  if (path === '' || path === environment['CI_PROJECT_PATH']) return null;
  const id: unknown = context['project_id'];
  if (typeof id === 'number' && String(id) === environment['CI_PROJECT_ID']) return null;
  const served = (environment['ASK_CLAUDE_SERVED_PROJECTS'] ?? '').split(' ');
  const isServed = served.some(
    (one) => one === path || (one.endsWith('/') && one !== '/' && path.startsWith(one)),
  );
  if (!isServed || !PROJECT_PATH.test(path))
    throw new Fault('AI_FLOW_PROJECT_PATH names another project than this pipeline’s.');
  return path;
}

function targetOf(resource: string): Request['target'] {
  if (resource === 'none') return null;
  const match = /^(issue|merge_request)\/([1-9][0-9]{0,11})$/.exec(resource);
  if (!match) throw new Fault('AI_FLOW_RESOURCE is not of the form issue/12 or merge_request/34.');
  return {
    type: match[1] === 'issue' ? 'issue' : 'merge_request',
    iid: Number(match[2]),
  };
}

function requestIdOf(value: string): string | null {
  if (value === 'none') return null;
  return formed('AI_FLOW_REQUEST_ID', value, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
}

function formed(key: string, value: string, form: RegExp): string | null {
  if (value === '') return null;
  if (!form.test(value)) throw new Fault(`${key} does not have its form.`);
  return value;
}

type RequestedLimits = Pick<
  Request,
  | 'reply'
  | 'isPrivate'
  | 'acknowledge'
  | 'model'
  | 'effort'
  | 'maxTurns'
  | 'maxCostUsd'
  | 'language'
  | 'refused'
  | 'images'
  | 'wantsFindings'
  | 'threads'
  | 'resolvesThreads'
> & { review: boolean };

/** `ask_claude` of the context: how the asker wants it done, within the caps. */
function requestedLimits(context: Record<string, unknown>, caps: Caps): RequestedLimits {
  const asked = isRecord(context['ask_claude']) ? context['ask_claude'] : {};
  const reply = asked['reply'];
  const requested = {
    model: word(asked['model'], /^[A-Za-z0-9][\w.:@/-]{0,99}(\[1m\])?$/),
    effort: word(asked['effort'], /^(low|medium|high|xhigh|max)$/),
    language: word(asked['language'], /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/),
  };
  return {
    reply: reply === 'thread' || reply === 'note' ? reply : 'none',
    isPrivate: asked['private'] === true,
    acknowledge: asked['acknowledge'] === true && asked['private'] !== true,
    // An answer that is posted has to say it all by itself.
    wantsFindings: asked['findings'] === true && reply !== 'thread' && reply !== 'note',
    images: askedImages(asked['images']),
    threads: threadsOf(asked['threads']),
    resolvesThreads: asked['resolve'] === true,
    review: asked['post_review'] === true,
    ...requested,
    maxTurns: Math.max(1, Math.floor(capped(asked['max_turns'], caps.maxTurns))),
    maxCostUsd: capped(asked['max_cost_usd'], caps.maxCostUsd),
    refused: [
      ...Object.entries(requested).flatMap(([name, value]) =>
        value === null && asked[name] !== undefined
          ? [`${name}: not a value that it can have`]
          : [],
      ),
      ...aboveCap('max_turns', asked['max_turns'], caps.maxTurns),
      ...aboveCap('max_cost_usd', asked['max_cost_usd'], caps.maxCostUsd),
    ],
  };
}

/** @throws Fault */
function threadsOf(asked: unknown): string[] {
  if (asked === undefined) return [];
  const ids: unknown[] = Array.isArray(asked) ? asked : [null];
  const known = ids.filter(
    (id): id is string => typeof id === 'string' && /^[0-9a-f]{40}$/.test(id),
  );
  if (known.length < ids.length) throw new Fault('ask_claude.threads does not have its form.');
  const threads = [...new Set(known)];
  if (threads.length > MOST_THREADS)
    throw new Fault(
      `ask_claude.threads names ${threads.length} threads: one job takes ${MOST_THREADS}.`,
    );
  return threads;
}

function aboveCap(name: string, value: unknown, cap: number): string[] {
  if (value === undefined || (typeof value === 'number' && value > 0 && value <= cap)) return [];
  const asked = typeof value === 'number' && value > cap ? `${value} was asked for, ` : '';
  return [`${name}: ${asked}the job allows ${cap}`];
}

/** Empty where nothing was sent, or something other than an object. */
function contextOf(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Fault('AI_FLOW_CONTEXT is not JSON.');
  }
  return isRecord(parsed) ? parsed : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function word(value: unknown, form: RegExp): string | null {
  return typeof value === 'string' && form.test(value) ? value : null;
}

function capped(value: unknown, cap: number): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, cap) : cap;
}
