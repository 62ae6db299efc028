import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { writeShown } from '../../utils/context/markdown/writeShown.ts';
import { renderGfm } from '../sandbox/rendering/renderGfm.ts';
import { skipUnless } from '../skipUnless.ts';

const FILE = new URL('../../../shared/gitlab-markdown/cases.json', import.meta.url);
const areThere = existsSync(FILE);
const cases: { id: string; text: string; html: string; piece: string }[] = areThere
  ? JSON.parse(readFileSync(FILE, 'utf8'))
  : [];

/** So many of a real GitLab's texts the sandbox's renderer shows alike; a change of it that loses some is seen. */
const AGREES_AT_LEAST = 0.9;

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

function shows(html: string, piece: string): boolean {
  return letters(writeShown(html).text).includes(letters(piece));
}

describe('the sandbox’s rendering of Markdown', () => {
  skipUnless(areThere, 'the judgements of a real GitLab are not on this machine');

  test('shows the same words as a real GitLab in most cases', () => {
    const alike = cases.filter(
      ({ text, html, piece }) => shows(renderGfm(text), piece) === shows(html, piece),
    );
    console.log(`rendering: ${alike.length} of ${cases.length} as a real GitLab`);
    expect(alike.length / cases.length).toBeGreaterThan(AGREES_AT_LEAST);
  });
});
