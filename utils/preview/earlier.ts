import { byteLength, cutToBytes } from '../context/byteLength.ts';
import { clean } from '../context/clean/clean.ts';
import { forGood, type Cleaned } from '../context/clean/Cleaned.ts';
import type { Removal } from '../context/Context.ts';

/** One question and what came of it. */
export interface Exchange {
  question: string;
  answer: string;
  /** Whether it was private: then so is every ask that holds any of it, and no other job than ours gets it. */
  private: boolean;
  /** Whether its answer may be posted nowhere. */
  withheld: boolean;
  /** The thread it was asked from, if any. */
  discussionId: string | undefined;
}

/** A rendered conversation, ready to stand in a prompt. */
export interface Earlier {
  text: string;
  removals: Removal[];
  /** Whether any of it, or the answer that the words began as, was private. */
  private: boolean;
  /** Whether the answer to what holds it may be posted nowhere. */
  withheld: boolean;
}

export const NOTHING_EARLIER: Earlier = {
  text: '',
  removals: [],
  private: false,
  withheld: false,
};

/** UTF-8 bytes for all exchanges together; the newest gets what it needs first. */
const BUDGET = 32 * 1024;
const LONGEST_QUESTION = 4 * 1024;
/** More of an answer is not even cleaned: nothing of it could fit. */
const LONGEST = 64 * 1024;

/** What goes along with an ask from before it. */
export interface Before {
  /** The conversation that it continues, oldest first. */
  exchanges: readonly Exchange[];
  /** The runs whose answers its words began as; null for one that is not known any more. */
  amended: readonly (Exchange | null)[];
  /** The thread it is asked from. */
  discussionId: string | undefined;
}

function cut(text: string, bytes: number): string {
  return byteLength(text) <= bytes ? text : `${cutToBytes(text, bytes)}\n[cut]`;
}

/** An answer is a model's, a question may lie in storage since long: neither was typed by the user just now. */
function cleaned(text: string, boundary: string): Cleaned {
  const { text: kept, removals } = clean(text.slice(0, LONGEST).replaceAll(boundary, ''));
  return { text: kept, removals: forGood(removals) };
}

/** Marks of what goes along: one that is not known any more may have been private. */
function marksOf({ exchanges, amended, discussionId }: Before) {
  const all = [...exchanges, ...amended];
  const isPrivate = all.some((one) => one === null || one.private);
  const withheld = all.some(
    (one) => one === null || one.withheld || (one.private && one.discussionId !== discussionId),
  );
  return { private: isPrivate, withheld };
}

/** What an amended plan held that its user did not see; the words themselves are theirs by now. */
function removedFrom(amended: Before['amended'], boundary: string): Removal[] {
  return amended.flatMap((one) => cleaned(one?.answer ?? '', boundary).removals);
}

/** The conversation that an ask continues, oldest first, as one part of the prompt: within the same boundaries as all that is not the user's word of now. */
export function earlierPart(before: Before, boundary: string): Earlier {
  const { exchanges } = before;
  const marks = marksOf(before);
  const removals = removedFrom(before.amended, boundary);
  if (exchanges.length === 0) return { text: '', removals, ...marks };
  let room = BUDGET;
  const texts: string[] = [];
  for (const { question, answer } of exchanges.toReversed()) {
    const both = [question, answer].map((text) => cleaned(text, boundary));
    removals.push(...both.flatMap((one) => one.removals));
    const [asked = '', answered = ''] = both.map(({ text }) => text.trim());
    const written = `=== ${boundary} The user asked:\n${cut(asked, LONGEST_QUESTION)}\n\n=== ${boundary} You answered:\n${cut(answered, Math.max(0, room))}`;
    room -= byteLength(written);
    texts.unshift(written);
    if (room <= 0) break;
  }
  const inside = texts.join('\n\n');
  return {
    text: `\n<<<${boundary} earlier: The conversation so far, oldest first\n${inside}\n${boundary}>>>\n`,
    removals,
    ...marks,
  };
}
