import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { HOSTILE_ISSUE, jobEnvironment, webshop } from './harness/flow.ts';
import { startStage, type Stage } from './harness/startStage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(inject('browser'));
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
  ['<span hidden>attribute-evil</span>Hidden.', 'hidden', 'attribute-evil'],
  ['<span style="display:none">style-evil</span>Styled.', 'hidden', 'style-evil'],
  ['[A title.](https://acme.test "title-evil")', 'hidden', 'title-evil'],
  ['```mermaid\ngraph TD\n%% diagram-evil\nA-->B\n```', 'hidden', 'diagram-evil'],
  [`A token: ${TOKEN}`, 'secret', 'gitlab-token'],
  ['DB_PASSWORD=Sommer!2024x', 'secret', 'password'],
  ['A file: @/etc/passwd', 'mention', '@/etc/passwd'],
  ['```\n@src/cart.js\n```', 'mention', '@src/cart.js'],
  ['Unclosed.<!-- unclosed-evil', 'hidden', 'unclosed-evil'],
];
const KEPT = [
  '```html\n<!-- shown in code -->\n```',
  '👩‍💻 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ क्‍ष می‌خواهم שלום\u200F 葛\u{E0100}',
  'Thanks, @mia',
];

interface Shown {
  kind: string;
  text: string;
}

function removals(panel: AskPanel): Promise<Shown[]> {
  return panel.page.$$(AskPanel.selector('ask-claude-removed')).then((elements) =>
    Promise.all(
      elements.map((element) =>
        element.evaluate((node) => ({
          kind: node.getAttribute('data-kind') ?? '',
          text: node.textContent ?? '',
        })),
      ),
    ),
  );
}

test('what is hidden, secret or would attach a file is taken out and listed, and the job gets what the preview shows', async () => {
  const issue = webshop(stage).issues.find(({ iid }) => iid === 13);
  if (!issue) throw new Error('The sandbox has no issue 13.');
  issue.description = [...KEPT, ...HOSTILE.map(([text]) => text)].join('\n\n');

  const panel = await AskPanel.openFromHeader(await stage.open(HOSTILE_ISSUE));
  await panel.type('What does this say?');
  await panel.ready();
  const shown = await removals(panel);
  for (const [, kind, report] of HOSTILE) {
    const matching = shown.filter(({ text }) => text.includes(report));
    expect([report, ...matching.map((one) => one.kind)]).toEqual([report, kind]);
  }
  expect(shown).toHaveLength(HOSTILE.length);
  expect(JSON.stringify(shown)).not.toContain(TOKEN);

  const previewed = await panel.variables();
  const prompt = previewed['AI_FLOW_INPUT'] ?? '';
  for (const text of KEPT) expect(prompt).toContain(text);
  expect(JSON.stringify(previewed)).not.toMatch(/-evil|Zx9aKq27|Sommer|\u202E|\u200B/);
  expect(prompt).toContain('A file: \\@/etc/passwd');
  expect(prompt).toContain('```\n\\@src/cart.js\n```');

  await panel.send();
  const run = await panel.newestRun('finished');
  expect(jobEnvironment(stage, run.pipelineId)).toEqual(previewed);
});
