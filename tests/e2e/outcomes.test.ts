import { describe, expect, test } from 'vitest';
import { AskPanel, type RunSeen } from './harness/AskPanel.ts';
import { ISSUE } from './harness/flow.ts';
import { shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';

let stage: Stage;
shared.beforeAll(async ({ openStage }) => {
  stage = await openStage();
});

/** One line that tells the stand-in for the model what to do. */
function directed(...directives: Record<string, unknown>[]): string {
  return directives.map((directive) => `!model ${JSON.stringify(directive)}`).join(' \n');
}

/** Asks on the issue with these words, and gives the run once it has one of these states. */
async function ask(
  words: string,
  { preset = 'ask', states = ['finished', 'failed', 'cancelled'] } = {},
): Promise<{ panel: AskPanel; run: RunSeen }> {
  const panel = await AskPanel.openFromHeader(await stage.open(ISSUE));
  await panel.choosePreset(preset);
  await panel.put(words);
  await panel.send();
  return { panel, run: await panel.newestRun(...states) };
}

describe('every kind of outcome, from a real job', () => {
  test('answered: the answer is shown', async () => {
    const { run } = await ask(directed({ say: 'It is **bold**.' }));
    expect(run).toMatchObject({ state: 'finished', outcome: 'answered' });
    expect(run.text).toContain('It is bold.');
  });

  test('changed: merge request, commit and files are shown', async () => {
    const { panel, run } = await ask('', { preset: 'implement-issue' });
    expect(run).toMatchObject({ state: 'finished', outcome: 'changed' });
    expect(await panel.text('ask-claude-files')).toMatch(/src\/cart\.js\+\d+−\d+/);
  });

  test('nothing: said plainly, with what to do next', async () => {
    const { panel, run } = await ask(directed({ say: '' }));
    expect(run).toMatchObject({ state: 'finished', outcome: 'nothing' });
    expect(await panel.text('ask-claude-next')).toContain('Say more precisely');
  });

  test('denied: the tool that was refused is named', async () => {
    const { panel, run } = await ask(directed({ read: '/etc/hostname' }, { say: '' }));
    expect(run).toMatchObject({ state: 'finished', outcome: 'denied' });
    expect(run.text).toContain('Read');
    expect(await panel.text('ask-claude-next')).not.toBe('');
  });

  test('limit: says which', async () => {
    const { run } = await ask(directed({ loop: 'src/cart.js' }));
    expect(run).toMatchObject({ state: 'finished', outcome: 'limit' });
    expect(run.text).toContain('limit of turns');
  });

  test.each([
    [401, 'sign_in'],
    [529, 'overloaded'],
  ])('failed: the provider answers %i', async (status, cause) => {
    const { panel, run } = await ask(directed({ http: status }), { states: ['failed'] });
    expect(run).toMatchObject({ state: 'failed', outcome: 'failed' });
    expect(await panel.attribute('ask-claude-cause', 'data-cause')).toBe(cause);
  });

  test('cancelled: by the button', async () => {
    const { panel } = await ask(directed({ slow: 20_000 }, { say: 'late' }), {
      states: ['running'],
    });
    await (await panel.find('ask-claude-cancel')).click();
    expect(await panel.newestRun('cancelled')).toMatchObject({ outcome: 'cancelled' });
  });
});
