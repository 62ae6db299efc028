import { byteLength, cutToBytes } from '../context/byteLength.ts';
import { wellFormed } from '../context/clean.ts';
import { maskSecrets } from '../context/secrets.ts';
import type { Removal } from '../context/Context.ts';

/** One question and what came of it. */
export interface Exchange {
  question: string;
  answer: string;
}

/** A rendered conversation, ready to stand in a prompt. */
export interface Earlier {
  text: string;
  removals: Removal[];
}

export const NOTHING_EARLIER: Earlier = { text: '', removals: [] };

/** UTF-8 bytes for all exchanges together; the newest gets what it needs first. */
const BUDGET = 32 * 1024;
const LONGEST_QUESTION = 4 * 1024;

function cut(text: string, bytes: number): string {
  return byteLength(text) <= bytes ? text : `${cutToBytes(text, bytes)}\n[cut]`;
}

/** The conversation that an ask continues, oldest first, as one part of the prompt: within the same boundaries as all that is not the user's word of now. */
export function earlierPart(exchanges: readonly Exchange[], boundary: string): Earlier {
  if (exchanges.length === 0) return NOTHING_EARLIER;
  let room = BUDGET;
  const texts: string[] = [];
  const removals: Removal[] = [];
  for (const { question, answer } of exchanges.toReversed()) {
    const masked = [question, answer].map((text) =>
      maskSecrets(wellFormed(text.replaceAll(boundary, ''))),
    );
    removals.push(...masked.flatMap((one) => one.removals));
    const [asked = '', answered = ''] = masked.map(({ text }) => text.trim());
    const written = `The user asked:\n${cut(asked, LONGEST_QUESTION)}\n\nYou answered:\n${cut(answered, Math.max(0, room))}`;
    room -= byteLength(written);
    texts.unshift(written);
    if (room <= 0) break;
  }
  const inside = texts.join('\n\n');
  return {
    text: `\n<<<${boundary} earlier: The conversation so far, oldest first\n${inside}\n${boundary}>>>\n`,
    removals,
  };
}
