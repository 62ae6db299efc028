import { gatherChanges } from '../changes/gatherChanges.ts';
import type { ClaudeResult } from '../claude/claudeResult.ts';
import { gitIn } from '../git.ts';
import { fieldOf } from '../gitlabApi.ts';
import type { InTurn } from '../inTurn.ts';
import type { Job } from '../Job.ts';
import type { Work } from '../request/prepareTree.ts';
import type { Tool } from '../tools/gitlabTools.ts';
import type { AskedThread } from './readThreads.ts';

const ENDS = ['changed', 'nothing_to_do', 'open'] as const;

/** A thread that Claude has finished. */
export interface FinishedThread {
  id: string;
  end: (typeof ENDS)[number];
  reply: string;
  /** Title and text of its commit. */
  title: string;
  body: string;
  /** Id of the tree as it was then; null where nothing was changed for it. */
  tree: string | null;
}

/** The tool's name as Claude Code has it. */
export const FINISH_TOOL = 'finish_thread';
const LONGEST = { reply: 20_000, title: 300, body: 4_000 };

const text = (description: string): object => ({ type: 'string', description });

/**
 * Keeps what Claude says of each thread, with the files as they are when it says so: what it changed since the thread before is
 * that thread's commit, also where several threads are about one file.
 */
export class ThreadBook {
  readonly asked: readonly AskedThread[];
  readonly finished: FinishedThread[] = [];
  /** Why nothing that was changed may leave the job, or null. */
  held: string | null = null;
  /** How often Claude named a thread that it was not asked about. */
  strays = 0;
  readonly #job: Pick<Job, 'secrets' | 'folder'>;
  readonly #work: Pick<Work, 'repository' | 'base' | 'ciFiles'>;
  #tree: string | null = null;
  #isReminded = false;

  constructor(
    job: Pick<Job, 'secrets' | 'folder'>,
    work: Pick<Work, 'repository' | 'base' | 'ciFiles'>,
    asked: readonly AskedThread[],
  ) {
    this.#job = job;
    this.#work = work;
    this.asked = asked;
  }

  /** Ids of the threads that Claude has still to finish, in the order in which they were named. */
  left(): string[] {
    const done = new Set(this.finished.map(({ id }) => id));
    return this.asked.flatMap(({ id, state }) => (state === 'open' && !done.has(id) ? [id] : []));
  }

  /** The tool that finishes a thread. @param turn of what uses the repository's index */
  tool(turn: InTurn): Tool {
    return {
      name: FINISH_TOOL,
      description:
        'Finishes one of the threads that you were asked to resolve. What you changed since the thread before becomes the commit for this one. Call it once for each thread, before you begin with the next.',
      inputSchema: {
        type: 'object',
        properties: {
          thread: { type: 'string', enum: this.left() },
          end: {
            type: 'string',
            enum: ENDS,
            description:
              'changed: you changed files for it. nothing_to_do: nothing has to be changed for it. open: it needs a decision or an answer of people first.',
          },
          reply: text(
            'What is posted in the thread, as GitLab Markdown: short, to the people there.',
          ),
          title: text(
            'Title of the commit, in the manner of the last commits. Empty unless changed.',
          ),
          commit_message: text('What was changed and why, as plain text. Empty unless changed.'),
        },
        required: ['thread', 'end', 'reply'],
        additionalProperties: false,
      },
      run: (input) => turn(() => this.#finish(input)),
    };
  }

  /** What Claude is told once, where it ends by itself with threads left; null for nothing. */
  reminder({ subtype }: Pick<ClaudeResult, 'subtype'>): string | null {
    const left = this.left();
    if (subtype !== 'success' || left.length === 0 || this.#isReminded) return null;
    this.#isReminded = true;
    return `These threads are not finished: ${left.join(', ')}. Finish each by the tool ${FINISH_TOOL}, then end with your whole message anew.`;
  }

  async #finish(input: unknown): Promise<string> {
    const value = (key: string, most: number): string => {
      const given = fieldOf(input, key);
      return typeof given === 'string' ? given.trim().slice(0, most) : '';
    };
    const id = value('thread', 100);
    if (!this.asked.some((one) => one.id === id)) this.strays += 1;
    if (!this.left().includes(id))
      throw new Error(`This thread cannot be finished. Those that can: ${this.left().join(', ')}.`);
    const end = ENDS.find((one) => one === fieldOf(input, 'end'));
    const reply = value('reply', LONGEST.reply);
    if (end === undefined || reply === '') throw new Error('end and reply are needed.');
    const tree = await this.#changed();
    if (tree === null && end === 'changed')
      throw new Error(
        'No file that can be committed was changed since the thread before: say nothing_to_do or open.',
      );
    if (tree !== null && end !== 'changed')
      throw new Error(
        'Files were changed since the thread before: say changed, or undo that first.',
      );
    const [title, body] = [value('title', LONGEST.title), value('commit_message', LONGEST.body)];
    this.finished.push({ id, end, reply, title, body, tree });
    if (tree !== null) this.#tree = tree;
    const left = this.left();
    return left.length === 0 ? 'That was the last thread.' : `Threads left: ${left.join(', ')}.`;
  }

  /** The tree as it is now; null where it is that of the thread before. */
  async #changed(): Promise<string | null> {
    const { repository, base, ciFiles } = this.#work;
    const { secrets, folder } = this.#job;
    const changes = await gatherChanges(repository, base, { ciFiles, secrets, folder });
    // That these hold a secret is not told to Claude: it could find out a secret by guessing.
    this.held ??= changes?.held ?? null;
    const tree = (await gitIn(repository, ['write-tree'])).trim();
    this.#tree ??= (await gitIn(repository, ['rev-parse', `${base}^{tree}`])).trim();
    return tree === this.#tree ? null : tree;
  }
}
