import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clean } from '../../utils/context/clean/clean.ts';
import { removedWords } from '../../utils/context/markdown/removedWords.ts';
import { writeShown } from '../../utils/context/markdown/writeShown.ts';
import { removeInvisible } from '../../utils/context/markdown/removeInvisible.ts';
import { skipUnless } from '../skipUnless.ts';

/** What a reader of GitLab sees of one piece of a text, judged in a browser on a real GitLab 18.9. */
interface Case {
  id: string;
  text: string;
  html: string;
  piece: string;
  seen: 'shown' | 'folded' | 'hidden' | 'hover' | 'image';
}

const FILE = new URL('../../../shared/gitlab-markdown/cases.json', import.meta.url);
const areThere = existsSync(FILE);
const cases: Case[] = areThere ? JSON.parse(readFileSync(FILE, 'utf8')) : [];

/** An address of one word is kept with its link, though people see it only on hovering. */
const KEPT_ADDRESS = new Set([
  'links/destination',
  'links/wiki-external',
  'definitions/prose-one-word-used',
  'definitions/case-folded',
]);

/** A character without a width that is spelling: between a foreign word and its Persian ending. */
const KEPT_SPELLING = 'found/zwnj';

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
const holds = (text: string, piece: string): boolean =>
  letters(piece) === '' ? text.includes(piece) : letters(text).includes(letters(piece));

/** What went wrong with one case, or null. */
function judge({ id, text, html, piece, seen }: Case): string | null {
  const shown = writeShown(html);
  const { text: written, removals } = removeInvisible(shown.text);
  const isKept = holds(written, piece);
  if (seen === 'shown' || seen === 'folded') return isKept ? null : `${id}: lost`;
  const drawn = shown.drawings.some(({ source }) => holds(source, piece));
  if (id === KEPT_SPELLING) return isKept ? null : `${id}: lost`;
  if (isKept && !drawn && !KEPT_ADDRESS.has(id)) return `${id}: ${seen}, but kept`;
  const reported = [...removedWords(text, shown), ...removals.map((removal) => removal.text)];
  const isInvisible = letters(piece) === '' || /^&.*;$/.test(piece);
  if (isKept || isInvisible) return null;
  return reported.some((words) => holds(words, piece)) ? null : `${id}: not reported`;
}

describe('what GitLab shows of a text', () => {
  skipUnless(areThere, 'the judgements of a real GitLab are not on this machine');

  test('is kept, and what it does not show is left out and reported', () => {
    const wrong = cases.map(judge).filter((fault) => fault !== null);
    console.log(`texts: ${cases.length - wrong.length} of ${cases.length} as GitLab shows them`);
    expect(wrong).toEqual([]);
  });

  test('is kept in most cases where it is judged here, without GitLab’s HTML, and what is hidden is let through in few', () => {
    const kept = cases.map(({ text, piece, seen }) => ({
      isShown: seen === 'shown' || seen === 'folded',
      isKept: holds(clean(text).text, piece),
    }));
    const alike = kept.filter(({ isShown, isKept }) => isShown === isKept).length;
    const through = kept.filter(({ isShown, isKept }) => !isShown && isKept).length;
    console.log(`texts without GitLab’s HTML: ${alike} of ${cases.length} as GitLab shows them`);
    console.log(`  hidden, and let through: ${through}`);
    expect(alike / cases.length).toBeGreaterThan(0.8);
  });
});
