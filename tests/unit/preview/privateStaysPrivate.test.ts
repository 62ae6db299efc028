import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  nat,
  record,
} from 'fast-check';
import { expect, test, vi } from 'vitest';
import { accepted } from '../../../components/runs/useProposal.ts';
import type { Context, ContextItem } from '../../../utils/context/Context.ts';
import type { Draft } from '../../../utils/storage/drafts.ts';
import { earlierPart } from '../../../utils/preview/earlier.ts';
import type { Gathered } from '../../../utils/preview/gather.ts';
import { makePreview } from '../../../utils/preview/makePreview.ts';
import type { StoredPreview } from '../../../utils/preview/StoredPreview.ts';
import { PRESETS } from '../../../utils/prompt/presets.ts';
import { exchangesOf } from '../../../utils/runs/exchangesOf.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import { aBranch, aProject, issuePage, THREAD } from '../fakes/entities.ts';
import { ok } from '../fakes/fakeGitLab.ts';
import { sampleOutcome } from '../components/samples.ts';

/** The two CI files of this test have no rules: each is judged once for all its asks. */
vi.mock('../../../utils/pipeline/judgeJobs.ts', async (load) => {
  const real = await load<typeof import('../../../utils/pipeline/judgeJobs.ts')>();
  const judged = new Map<string, ReturnType<typeof real.judgeJobs>>();
  const judgeJobs: typeof real.judgeJobs = (lint, ...rest) => {
    const file = JSON.stringify(lint);
    const known = judged.get(file) ?? real.judgeJobs(lint, ...rest);
    judged.set(file, known);
    return known;
  };
  return { ...real, judgeJobs };
});

const OURS = `
claude:
  script: ['node "$ASK_CLAUDE_PROGRAM"']
`;
const FOREIGN = `
claude:
  script: [claude -p "$AI_FLOW_INPUT"]
`;
const RESTRICTED = `discussion:${'d'.repeat(40)}`;
const boundary = 'b'.repeat(32);
const preset = PRESETS.find(({ name }) => name === 'ask') ?? raise();

function raise(): never {
  throw new Error('There is no preset "ask".');
}

/** One thing that a user does: a new ask, or one of what a run offers. */
const step = record({
  kind: constantFrom('new', 'continue', 'amend', 'again', 'end follow-up'),
  of: nat(20),
  confidential: boolean(),
  thread: constantFrom(undefined, THREAD),
  internal: boolean(),
  includes: boolean(),
  foreign: boolean(),
});
type Step = typeof step extends Arbitrary<infer One> ? One : never;

function item(text: string, more: Partial<ContextItem> = {}): ContextItem {
  return { label: text, text, removals: [], worth: 1, ...more };
}

function contextOf({ confidential, internal, thread }: Step): Context {
  return {
    title: 'Cart total',
    threadLabel: 'dev',
    private: confidential || (internal && thread !== undefined),
    parts: [
      { name: 'description', items: [item('About the cart.')], cut: [] },
      {
        name: 'comments',
        items: [item('Inside.', { restricted: { id: RESTRICTED, visibility: 'internal' } })],
        cut: [],
      },
    ],
    ids: { id: 1012, iid: 12 },
  };
}

function gatheredFor(one: Step): Gathered {
  const project = aProject();
  const merged = one.foreign ? FOREIGN : OURS;
  return {
    project,
    home: project,
    context: contextOf(one),
    place: ok({
      ref: {
        name: 'ask-claude',
        kind: 'runner',
        unprotected: false,
        uncertain: false,
        reason: 'runner_branch',
      },
      branch: aBranch('ask-claude'),
      rootFile: null,
      transport: 'variables',
    }),
    repository: {
      settings: Promise.resolve({
        settings: { defaultPreset: {}, modes: null, options: {}, presets: [] },
        bad: [],
      }),
      commands: Promise.resolve({ presets: [], bad: [] }),
    },
    version: null,
    newestPipelineId: 41,
    lint: async () => ok({ valid: true, errors: [], merged_yaml: merged }),
    trigger: false,
    acknowledge: false,
    runnerIsNew: false,
    included: async () => new Map(),
    refused: async () => null,
    image: async () => ({ state: 'unread', failure: { kind: 'not_found' } }),
    mayFetch: async () => false,
    settings: async () => null,
    head: async () => null,
    user: 'mia',
    lintPushes: async () => ok({ valid: true, errors: [], merged_yaml: merged }),
    delivery: async () => ({ to: 'new_branch' }),
  };
}

/** What the user's panel and the background remember from one ask to the next. */
class Story {
  readonly runs: Run[] = [];
  readonly #asked = new Map<string, StoredPreview['request']>();
  #draft: Draft = { words: '' };

  /** Makes the preview of the next ask, as the panel and the background do. */
  async ask(one: Step): Promise<StoredPreview> {
    this.#touchDraft(one);
    const { words, continues, amends = [] } = this.#draft;
    const known = this.runs.find(({ id }) => id === continues);
    const exchanges = (id: string) =>
      exchangesOf(id, this.runs, (run) => this.#asked.get(run)?.words);
    const request = {
      ...(one.thread && { discussionId: one.thread }),
      words: words || 'And now?',
      preset: 'ask',
      parts: {},
      include: one.includes ? [RESTRICTED] : [],
      ...(known && { continues: known.id }),
      ...(amends.length > 0 && { amends }),
    };
    const before = {
      exchanges: known ? exchanges(known.id) : [],
      amended: amends.map((id) => exchanges(id).at(-1) ?? null),
      discussionId: one.thread,
    };
    return makePreview({
      page: issuePage,
      preset,
      request,
      gathered: gatheredFor(one),
      requestId: crypto.randomUUID(),
      boundary,
      reply: undefined,
      options: {},
      earlier: earlierPart(before, boundary),
    });
  }

  /** It was sent, and answered. */
  send({ run, request }: StoredPreview, answer: string): void {
    this.runs.push({ ...run, state: 'finished', mode: 'plan', outcome: sampleOutcome({ answer }) });
    this.#asked.set(run.id, request);
    this.#draft = { words: '', continues: '' };
  }

  #touchDraft({ kind, of }: Step): void {
    const run = this.runs[of % Math.max(1, this.runs.length)];
    if (kind === 'end follow-up') this.#draft = { ...this.#draft, continues: '' };
    if (!run) return;
    const asked = this.#asked.get(run.id);
    if (kind === 'continue') {
      this.#draft = accepted({ continues: run.id, focus: 'words' }, this.#draft);
    } else if (kind === 'amend') {
      const words = `Do this:\n\n${run.outcome?.answer}`;
      this.#draft = accepted({ words, amends: [run.id], focus: 'words' }, this.#draft);
    } else if (kind === 'again') {
      this.#draft = accepted(
        {
          words: asked?.words ?? run.label,
          ...(asked?.continues && { continues: asked.continues }),
          ...(run.amends && { amends: run.amends }),
          focus: 'send',
        },
        this.#draft,
      );
    }
  }
}

function markOf({ variables }: StoredPreview): boolean {
  const context = variables.find(({ key }) => key === 'AI_FLOW_CONTEXT')?.value ?? '{}';
  return JSON.parse(context).ask_claude.private;
}

/** Goes through one chain; `secrets` are the answers to private asks: where one of them goes, the mark goes. */
async function follow(steps: readonly Step[]): Promise<void> {
  const story = new Story();
  const secrets: string[] = [];
  for (const [index, one] of steps.entries()) {
    const made = await story.ask(one);
    const leaves = JSON.stringify(made.order);
    const holdsSecret = secrets.some((secret) => leaves.includes(secret));
    const begunPrivate = contextOf(one).private || (one.includes && !one.foreign);
    const marked = markOf(made) && made.private && made.run.sentPrivate === true;
    const kept = made.failure?.reason === 'earlier_private';
    const wrong = [
      ...((holdsSecret || begunPrivate) && !marked ? ['it leaves without the mark'] : []),
      ...(holdsSecret && one.foreign && !kept ? ['it goes to a foreign job'] : []),
      ...(holdsSecret && !contextOf(one).private && made.run.private !== true
        ? ['its answer may be posted for more people']
        : []),
    ];
    expect(wrong).toEqual([]);
    if (made.failure) continue;
    const answer = `secret-of-${index}-${crypto.randomUUID()}`;
    if (made.private) secrets.push(answer);
    story.send(made, answer);
  }
}

test('attack: over chains of asks, once private, nothing leaves without the mark, and nothing for a foreign job', async () => {
  await assert(asyncProperty(array(step, { minLength: 2, maxLength: 4 }), follow), {
    numRuns: 10_000,
  });
});
