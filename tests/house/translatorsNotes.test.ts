import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../scripts/buildExtension.ts';

/** A key of a locale's file, with its text where it has one, and whether a note stands above it. */
const KEY = /^(?<indent> *)'?(?<name>\w+)'?:(?: '?(?<text>.+?)'?)?$/;

interface Word {
  key: string;
  text: string;
  noted: boolean;
  /** Whether a note stands above the group around it. */
  groupNoted: boolean;
}

/** Every text of a locale's file with what notes it has; the forms of one that counts are one, with the note above them. */
function wordsOf(yaml: string): Word[] {
  const path: { name: string; noted: boolean }[] = [];
  const lines = yaml.split('\n');
  return lines.flatMap((line, at) => {
    const { indent, name, text } = KEY.exec(line)?.groups ?? {};
    if (indent === undefined || name === undefined) return [];
    path.length = indent.length / 2;
    const group = path.at(-1);
    const isForm = /^[01n]$/.test(name);
    const noted = /^ *# @ \S/.test(lines[at - 1] ?? '') || (isForm && group?.noted === true);
    path.push({ name, noted });
    const key = path.map((one) => one.name).join('.');
    return text === undefined ? [] : [{ key, text, noted, groupNoted: group?.noted === true }];
  });
}

/** Keys of what a translator could take for something else: a few words may be a verb or a noun, a placeholder may stand for anything. */
function withoutNote(yaml: string): string[] {
  return wordsOf(yaml)
    .filter(({ text, noted, groupNoted }) => {
      if (/\$\d|%s/.test(text)) return !noted;
      return text.split(/\s+/).length <= 2 && !noted && !groupNoted;
    })
    .map(({ key }) => key);
}

const english = readFileSync(join(PROJECT_ROOT, 'locales', 'en.yml'), 'utf8');

test('each text with a placeholder has a note for translators, each of one or two words has one or its group', () => {
  expect(withoutNote(english)).toEqual([]);
});

test('a text without its note is found', () => {
  expect(
    withoutNote(`
close: Close
states:
  failed: Failed
# @ What came of a run.
outcomes:
  failed: Failed
  image: 'image: $1'
  files:
    '1': 1 file
    n: $1 files
  # @ $1 is a branch.
  push: Pushes to $1`),
  ).toEqual(['close', 'states.failed', 'outcomes.image', 'outcomes.files.1', 'outcomes.files.n']);
});
