import type { Page } from 'puppeteer-core';
import { ISSUE } from '../e2e/harness/flow.ts';
import { startStage } from '../e2e/harness/startStage.ts';
import { AskPanel } from '../e2e/harness/AskPanel.ts';

const TABS = 5;
const PRESSES = 6;

/** Milliseconds from a press of the header's button until the panel stands. */
async function press(page: Page): Promise<number> {
  await page.waitForSelector('ask-claude-button');
  await page.evaluate(() => {
    performance.clearMarks('ask-claude:panel');
    performance.clearMarks('press');
    addEventListener(
      'click',
      ({ timeStamp }) => performance.mark('press', { startTime: timeStamp }),
      {
        capture: true,
        once: true,
      },
    );
  });
  const panel = await AskPanel.openFromHeader(page);
  await panel.find('ask-claude-input', ':focus');
  const time = await page.evaluate(() => {
    const [pressed, stands] = ['press', 'ask-claude:panel'].map(
      (name) => performance.getEntriesByName(name).at(-1)?.startTime ?? NaN,
    );
    return (stands ?? NaN) - (pressed ?? NaN);
  });
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('ask-claude-panel'));
  return time;
}

function middle(times: number[]): string {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(0);
  return `${at(0.5)} ms (${at(0)} to ${(sorted.at(-1) ?? NaN).toFixed(0)})`;
}

/** Prints how long it takes in Chromium from a press of the header's button until the panel stands, in new tabs and again. */
export async function benchPanel(): Promise<void> {
  const stage = await startStage('chromium');
  const cold: number[] = [];
  const warm: number[] = [];
  try {
    for (let tab = 0; tab < TABS; tab += 1) {
      const page = await stage.open(ISSUE);
      cold.push(await press(page));
      for (let count = 1; count < PRESSES; count += 1) warm.push(await press(page));
      await page.close();
    }
  } finally {
    await stage.close();
  }
  console.log(`press to panel, first in a tab: ${middle(cold)}   at most 120 ms`);
  console.log(`press to panel, again:          ${middle(warm)}   at most 30 ms`);
}
