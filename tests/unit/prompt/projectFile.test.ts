import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NO_SETTINGS, parseProjectFile } from '../../../utils/prompt/projectFile.ts';

test('the example in the documentation is a file without fault, with every field', () => {
  const [, example = ''] =
    /```yaml\n([^]*?)```/.exec(readFileSync('docs/presets.md', 'utf8')) ?? [];
  const read = parseProjectFile(example);
  expect(read.ok && read.settings).toEqual({
    defaultPreset: { issue: 'ask', merge_request: 'review', thread: 'answer-thread' },
    modes: ['ask', 'plan'],
    reply: 'thread',
    resolveThreads: true,
    options: {
      model: 'claude-sonnet-4-5',
      effort: 'medium',
      max_turns: 40,
      max_cost_usd: 2,
      language: 'es',
    },
    presets: [expect.objectContaining({ name: 'repo:release-note', mode: 'ask' })],
  });
});

test('a whole file is read', () => {
  const read = parseProjectFile(`
version: 1
default_preset: {issue: triage, thread: answer-thread}
modes: [ask, plan]
reply: note
model: claude-sonnet-5-5
effort: high
max_turns: 12
max_cost_usd: 0.5
language: page
presets:
  - name: notes
    title: Release notes
    description: What is new
    mode: ask
    pages: [issue]
    words: Write notes for {{title}}.
    max_turns: 3
`);
  expect(read).toMatchObject({
    ok: true,
    settings: {
      defaultPreset: { issue: 'triage', thread: 'answer-thread' },
      modes: ['ask', 'plan'],
      reply: 'note',
      options: {
        model: 'claude-sonnet-5-5',
        effort: 'high',
        max_turns: 12,
        max_cost_usd: 0.5,
        language: 'page',
      },
      presets: [
        { name: 'repo:notes', title: 'Release notes', pages: ['issue'], options: { max_turns: 3 } },
      ],
    },
  });
});

test('attack: what the panel shows of a preset has no hidden characters', () => {
  const read = parseProjectFile(
    'presets: [{name: notes, title: "Notes\\u202e\\u200b", description: "New<!-- x -->", mode: ask, words: x}]',
  );
  expect(read).toMatchObject({
    settings: { presets: [{ title: 'Notes', about: 'New<!-- x -->' }] },
  });
});

test('one default preset is that of issues and merge requests', () => {
  expect(parseProjectFile('default_preset: notes')).toMatchObject({
    settings: { defaultPreset: { issue: 'notes', merge_request: 'notes' } },
  });
});

test.each(['', '# nothing yet'])('%j says nothing', (text) => {
  expect(parseProjectFile(text)).toEqual({ ok: true, settings: NO_SETTINGS });
});

describe('a bad file is one line', () => {
  test.each([
    ['modes: [destroy]', 'modes.0'],
    ['modle: opus', 'modle'],
    ['model: --settings={}', 'model'],
    ['max_turns: 0', 'max_turns'],
    ['language: Klingonish', 'language'],
    ['version: 2', 'version'],
    ['- a', ''],
    ['a: b: c', ''],
    ['a: &x [1]\nb: [*x,*x,*x,*x,*x,*x,*x,*x,*x,*x,*x,*x]', ''],
    ['presets: [{name: x, mode: ask, words: "{{y}}"}]', 'presets.0.words'],
  ])('%j', (text, place) => {
    const read = parseProjectFile(text);
    if (read.ok) throw new Error('It was taken.');
    if (read.problem.kind !== 'malformed') throw new Error(read.problem.kind);
    expect(read.problem.detail).toContain(place);
    expect(read.problem.detail).toMatch(/^[^\n]+$/);
  });
});
