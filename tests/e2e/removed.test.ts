import { expect, test } from 'vitest';
import { AskPanel } from './harness/AskPanel.ts';
import { HOSTILE_ISSUE, webshop } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

/** One of each kind: the others are in `tests/background/removed.test.ts`. */
const TOKEN = `glpat-${'Zx9aKq27LmPtRv4Ws8Yb'}`;

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

test('what is taken out is listed by kind in the panel, and is not in the preview', async () => {
  const issue = webshop(stage).issues.find(({ iid }) => iid === 13);
  if (!issue) throw new Error('The sandbox has no issue 13.');
  issue.description = `Seen.<!-- comment-evil -->\n\nA token: ${TOKEN}\n\nA file: @/etc/passwd`;

  const panel = await AskPanel.openFromHeader(await stage.open(HOSTILE_ISSUE));
  await panel.type('What does this say?');
  await panel.ready();
  const shown = await removals(panel);
  expect(shown.map(({ kind }) => kind).toSorted()).toEqual(['hidden', 'mention', 'secret']);
  expect(shown.find(({ kind }) => kind === 'hidden')?.text).toContain('comment-evil');
  expect(JSON.stringify([shown, await panel.variables()])).not.toContain(TOKEN);
  expect(await panel.variable('AI_FLOW_INPUT')).not.toContain('comment-evil');
});
