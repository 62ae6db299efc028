import type { Request } from '../request/readRequest.ts';

const MAX_LENGTH = 72;

/** One plain line for a commit and a merge request: the answer's first sentence, or, where that may not be told, what was worked on. */
export function titleOf(request: Request, answer: string): string {
  const { target } = request;
  const general =
    target === null
      ? 'Changes by Claude'
      : `Changes for ${target.type === 'issue' ? '#' : '!'}${target.iid}`;
  if (request.isPrivate) return general;
  const line = answer.split('\n').find((text) => /\p{L}/u.test(text)) ?? '';
  const plain = line
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/[`*_~<>#|\\@]/g, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/^[\s/+-]+|^\d+\.\s+/g, '')
    .trim();
  const sentence = END.exec(plain)?.[0].replace(/(?<![.!?。！？])[.!?。！？]+$/u, '') ?? plain;
  if (sentence.length < 8) return general;
  if (sentence.length <= MAX_LENGTH) return sentence;
  return `${sentence.slice(0, MAX_LENGTH - 1).replace(/\s+\S*$/, '')}…`;
}

/** A sentence: up to a point behind a whole word, before a capital letter, a digit or another script's, or the end. */
const END =
  /^.*?(?<!(?:^|[\s(])(?:e\.g|i\.e|etc|cf|vs|approx|resp|incl|no|fig|v|z\.B|d\.h|bzw|ca|p\.ej|\p{Lu}))(?:[.!?](?=\s[^\s\p{Ll}]|\s?$)|[。！？])/u;
