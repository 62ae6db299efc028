import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE_ISSUE, jobEnvironment, webshop } from '../e2e/harness/flow.ts';
import { variablesOf } from './harness/PageTab.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.close());

const tags = (word: string): string =>
  [...word].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('');
const TOKEN = `glpat-${'Zx9aKq27LmPtRv4Ws8Yb'}`;

/** One of each, and what it is reported as. */
const HOSTILE: [text: string, kind: string, report: string][] = [
  ['A comment.<!-- comment-evil -->', 'hidden', 'comment-evil'],
  [`Tags.${tags('tag-evil')}`, 'hidden', 'tag-evil'],
  ['A direction.\u202E', 'hidden', 'U+202E'],
  ['A width.\u200B', 'hidden', 'U+200B'],
  ['[//]: # (definition-evil)', 'hidden', 'definition-evil'],
  ['[A title.](https://acme.test "title-evil")', 'hidden', 'title-evil'],
  ['```mermaid\ngraph TD\n%% diagram\nA-->B\n```', 'hidden', 'source of a drawing (mermaid)'],
  [`A token: ${TOKEN}`, 'secret', 'gitlab-token'],
  ['DB_PASSWORD=Sommer!2024x', 'secret', 'password'],
  ['A file: @/etc/passwd', 'mention', '@/etc/passwd'],
  ['```\n@src/cart.js\n```', 'mention', '@src/cart.js'],
];
const KEPT = [
  '```html\n<!-- shown in code -->\n```',
  '👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ क्‍ष می‌خواهم שלום\u200F 葛\u{E0100}',
  'Thanks, @mia',
  'Unclosed.<!-- that is text to GitLab',
];
/** GitLab drops these attributes and shows the words. */
const SHOWN = '<span hidden>in an attribute</span> <span style="display:none">and a style</span>';

test('what is hidden, secret or would attach a file is taken out and listed, and the job gets what the preview shows', async () => {
  const issue = webshop(stage).issues.find(({ iid }) => iid === 13);
  if (!issue) throw new Error('The sandbox has no issue 13.');
  issue.description = [...KEPT, SHOWN, ...HOSTILE.map(([text]) => text)].join('\n\n');

  const tab = stage.open(HOSTILE_ISSUE);
  const preview = await tab.preview('What does this say?');
  const { removals } = preview;
  for (const [, kind, report] of HOSTILE) {
    const matching = removals.filter(({ text }) => text.includes(report));
    expect([report, ...matching.map((one) => one.kind)]).toEqual([report, kind]);
  }
  // And the two attributes, whose words nobody sees either.
  expect(removals).toHaveLength(HOSTILE.length + 2);
  expect(JSON.stringify(removals)).not.toContain(TOKEN);

  const previewed = variablesOf(preview);
  const prompt = previewed['AI_FLOW_INPUT'] ?? '';
  for (const text of KEPT) expect(prompt).toContain(text);
  expect(JSON.stringify(previewed)).not.toMatch(/-evil|Zx9aKq27|Sommer|\u202E|\u200B/);
  expect(prompt).toContain('in an attribute and a style');
  expect(prompt).toContain('A file: \\@/etc/passwd');
  expect(prompt).toContain('```\n\\@src/cart.js\n```');

  const run = await tab.sendToEnd(preview);
  expect(jobEnvironment(stage, run.pipelineId ?? 0)).toEqual(previewed);
});

test('what the user puts back goes along in this ask alone', async () => {
  const issue = webshop(stage).issues.find(({ iid }) => iid === 13);
  if (!issue) throw new Error('The sandbox has no issue 13.');
  issue.description = `DB_PASSWORD=Sommer!2024x\n\nA token: ${TOKEN}\n\nA comment.<!-- comment-evil -->`;

  const tab = stage.open(HOSTILE_ISSUE);
  const before = await tab.preview('What does this say?', { refresh: true });
  const keyOf = (kind: string, report: string): string =>
    before.removals.find((one) => one.kind === kind && one.text.includes(report))?.key ?? '';
  const restored = [keyOf('secret', 'password'), keyOf('hidden', 'comment-evil')];
  const preview = await tab.preview('What does this say?', { restored });
  const prompt = variablesOf(preview)['AI_FLOW_INPUT'] ?? '';
  expect(prompt).toContain('DB_PASSWORD=Sommer!2024x');
  expect(prompt).toContain('comment-evil');
  expect(prompt).not.toContain(TOKEN);
  const back = preview.removals.filter((one) => one.restored === true).map(({ key }) => key);
  expect(new Set(back)).toEqual(new Set(restored));

  const next = await tab.preview('What does this say?');
  expect(variablesOf(next)['AI_FLOW_INPUT']).not.toMatch(/Sommer|comment-evil/);
});
