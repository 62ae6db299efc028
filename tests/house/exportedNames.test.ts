import { expect, test } from 'vitest';
import { sourceFiles } from './sourceFiles.ts';

/** Files that export a name, by name; a schema and its type of one file count once. */
function filesByName(folders: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { path, text } of sourceFiles(folders)) {
    const exported = text.matchAll(
      /^export (?:declare )?(?:abstract )?(?:async )?(?:function|const|class|interface|type|enum) (\w+)/gm,
    );
    for (const name of new Set([...exported].flatMap((match) => match[1] ?? [])))
      found.set(name, [...(found.get(name) ?? []), path]);
  }
  return found;
}

function definedTwice(folders: string[]): string[] {
  return [...filesByName(folders)]
    .filter(([, files]) => files.length > 1)
    .map(([name, files]) => `${name}: ${files.join(', ')}`);
}

test('one name is one thing: no exported name of the extension is defined twice', () => {
  expect(definedTwice(['utils', 'components', 'entrypoints'])).toEqual([]);
});

// The job is a program of its own: its `Job` and `Settings` meet the extension's nowhere.
test('nor one of the job’s program', () => {
  expect(definedTwice(['ci'])).toEqual([]);
});
