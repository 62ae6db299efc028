import { expect, inject, test } from 'vitest';
import { git } from '../sandbox/git/git.ts';
import { APPLICATION_ID } from '../sandbox/seed/application.ts';
import { AskPanel } from './harness/AskPanel.ts';
import { FirstRunSeen } from './harness/FirstRunSeen.ts';
import { firedPipelines, ISSUE, webshop } from './harness/flow.ts';
import { type OpenStage, shared } from './harness/shared.ts';
import type { Stage } from './harness/startStage.ts';
import { waitFor } from './harness/waitFor.ts';

const browser = inject('browser');
/** What a person needs for one of the actions that are counted, in seconds: look, move, press or paste. */
const HUMAN_PACE_S = 4;

let openStage: OpenStage;
let stage: Stage;
shared.beforeAll(({ openStage: open }) => {
  openStage = open;
});

/** A project that never heard of us, but for the key among its variables. */
async function forgetRunnerBranch(): Promise<void> {
  const project = webshop(stage);
  await git(project.repository, ['update-ref', '-d', 'refs/heads/ask-claude']);
  project.protectedBranches = project.protectedBranches.filter(({ name }) => name === 'main');
}

function gateway(): string {
  const url = stage.sandbox.model?.url;
  if (url === undefined) throw new Error('The sandbox has no stand-in for the model.');
  return url;
}

const WAYS = [
  ['GitLab’s consent page, below a relative URL root', '/gitlab', 'oauth'],
  // Every stage begins with a pasted token: Firefox need not tell that story, too.
  ...(browser === 'chromium' ? [['a pasted token', '', 'token'] as const] : []),
] as const;

test.each(WAYS)(
  'a new profile goes from install to the first answer by %s',
  async (_, relativeRoot, way) => {
    stage = await openStage({ site: false, user: 'mia', sandbox: { relativeRoot } });
    await forgetRunnerBranch();
    // The user is signed in to GitLab in this browser, as everybody who comes here is.
    await stage.open(ISSUE);
    const { sandbox } = stage;
    const start = Date.now();

    const run = await FirstRunSeen.open(stage);
    if (way === 'token') await run.signIn(sandbox.url, sandbox.tokens.mia);
    else await run.signInByConsent(stage.browser, sandbox.url, APPLICATION_ID);
    await run.pickProject('acme/webshop');
    await run.setGateway(gateway());
    expect(await run.planned()).toEqual(['commit', 'protect']);
    expect(await run.write()).toEqual(['commit', 'protect']);
    await run.find('setup-job', '[data-state="set"]');
    await run.press('first-run-next');
    await run.isAt('ask');
    const page = await run.openIssue(stage, 12);
    await page.bringToFront();
    // The panel opens by itself, with words in its box.
    const panel = await AskPanel.opened(page);
    const box = await panel.find('ask-claude-input');
    await waitFor('the words in the box', () =>
      box.evaluate((one) => (one as HTMLTextAreaElement).value === 'Explain this issue.'),
    );
    run.presses += 1;
    await panel.send();
    const answered = await panel.newestRun('finished');
    const { actions } = run;
    const seconds = (Date.now() - start) / 1000;

    expect(answered.outcome).toBe('answered');
    expect(firedPipelines(stage).map(({ ref }) => ref)).toEqual(['ask-claude']);
    const pace = seconds + actions * HUMAN_PACE_S;
    console.log(
      `${browser}${relativeRoot}, ${way}: install to answer in ${actions} actions, ${seconds.toFixed(1)} s by machine, ${pace.toFixed(0)} s at human pace`,
    );
    console.log(
      `${browser}, ${way}: the first run itself: ${run.presses} presses with Send, ${run.texts} texts, ${run.words} words in view`,
    );
    // To consent in GitLab's own window takes one press more than to paste a token.
    expect(run.presses).toBeLessThanOrEqual(way === 'token' ? 5 : 7);
    expect(run.texts).toBe(1);
    expect(run.words).toBeLessThanOrEqual(200);
  },
);
