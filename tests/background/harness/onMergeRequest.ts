import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.ts';
import { Background } from './Background.ts';
import { ClaudeAtWork } from './ClaudeAtWork.ts';
import { Panel } from './Panel.ts';

/** What a test has of a merge request that is asked about. */
interface Scene {
  background: Background;
  panel: Panel;
  work: ClaudeAtWork;
}

/** One sandbox, whose jobs wait for `ClaudeAtWork`, for all tests of a file, and for each a background of its own: `begin` is given what it has. */
export function onMergeRequest(begin: (scene: Scene) => void): void {
  let sandbox: Sandbox;
  let background: Background;
  beforeAll(async () => {
    sandbox = await startSandbox();
    sandbox.state.settings.holdJobs = true;
    sandbox.state.settings.pipelinesPerMinute = 1000;
  });
  afterAll(() => sandbox?.stop());
  beforeEach(async () => {
    background = await Background.start(sandbox, 'mia');
    begin({
      background,
      panel: new Panel(background, '/acme/webshop/-/merge_requests/34'),
      work: new ClaudeAtWork(sandbox, 'acme/webshop', 34),
    });
  });
  afterEach(() => background.end());
}
