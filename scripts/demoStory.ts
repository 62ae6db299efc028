import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { PROJECT_ROOT } from './buildExtension.ts';
import { AskPanel, type RunSeen } from '../tests/e2e/harness/AskPanel.ts';
import {
  ISSUE,
  issueNotes,
  jobEnvironment,
  madeMergeRequest,
  MERGE_REQUEST,
  vouchersThread,
} from '../tests/e2e/harness/flow.ts';
import type { Stage } from '../tests/e2e/harness/startStage.ts';

const FOLDER = join(PROJECT_ROOT, 'demo-output');

/** Plays the product's story in the sandbox: a change asked on an issue, a fix asked in a thread of a merge request. Throws when anything did not really happen. */
export async function playStory(stage: Stage): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  let number = 0;
  const shot = async (page: Page, name: string, line: string) => {
    number += 1;
    const file = `${String(number).padStart(2, '0')}-${name}.png` as const;
    await page.bringToFront();
    await page.screenshot({ path: join(FOLDER, file) });
    console.log(`✓ ${line}  (demo-output/${file})`);
  };

  await shot(stage.optionsPage, 'options', 'The site is saved, its token checked');

  const issue = await stage.open(ISSUE);
  await issue.waitForSelector('ask-claude-button');
  await shot(issue, 'issue', 'The issue has its buttons');
  const onIssue = await AskPanel.openFromHeader(issue);
  await onIssue.choosePreset('implement-issue');
  await onIssue.type('Please add a test with a quantity above one.');
  await onIssue.ready();
  await shot(issue, 'issue-preview', 'The panel shows what will be sent');
  await onIssue.send();
  await onIssue.newestRun('waiting', 'running', 'finished');
  await shot(issue, 'issue-running', 'The pipeline is on its way');
  const change = await finished(onIssue, 'changed');
  await shot(issue, 'issue-answer', 'Claude changed the code and opened a merge request');
  report(stage, change);
  const made = madeMergeRequest(stage);
  const opened = await stage.open(`/acme/webshop/-/merge_requests/${made.iid}`);
  await shot(opened, 'merge-request', `Merge request !${made.iid} is there: ${made.title}`);
  await issue.reload();
  await issue.waitForSelector('ask-claude-button');
  if (!issueNotes(stage).some((body) => body.includes(`/merge_requests/${made.iid} `))) {
    throw new Error(`No note on the issue links !${made.iid}.`);
  }
  await shot(issue, 'issue-note', 'The issue has a note that links it');

  const { id: thread, bodies } = vouchersThread(stage);
  const mergeRequest = await stage.open(MERGE_REQUEST);
  const inThread = await AskPanel.openFromThread(mergeRequest, thread);
  await inThread.choosePreset('fix-thread');
  await inThread.ready();
  await shot(mergeRequest, 'thread-preview', 'In a thread, the panel knows file and line');
  await inThread.send();
  const fix = await finished(inThread, 'changed');
  await shot(mergeRequest, 'thread-answer', 'The fix is on the branch of the merge request');
  report(stage, fix);
  if (vouchersThread(stage).bodies.length === bodies.length) {
    throw new Error('The thread got no reply.');
  }

  await issue.bringToFront();
  await issue.goto(`${stage.sandbox.url}${ISSUE}?theme=dark`);
  await AskPanel.openFromHeader(issue);
  await shot(issue, 'issue-dark', 'The same in the dark');
  console.log('The story is told: two pipelines, one merge request, one fix, their notes.');
}

async function finished(panel: AskPanel, outcome: string): Promise<RunSeen> {
  const run = await panel.newestRun('finished', 'failed', 'cancelled', 'skipped', 'lost');
  if (run.outcome !== outcome) {
    throw new Error(`Expected the run to end as ${outcome}; it shows: ${run.text}`);
  }
  return run;
}

/** Prints what the job of a run really received. */
function report(stage: Stage, run: RunSeen): void {
  console.log(`  Pipeline ${run.pipelineId} received:`);
  for (const [key, value] of Object.entries(jobEnvironment(stage, run.pipelineId))) {
    const line = value.replaceAll(/\s+/g, ' ');
    const rest = `… (${Buffer.byteLength(value)} bytes)`;
    console.log(`    ${key} = ${line.length > 100 ? line.slice(0, 100) + rest : line}`);
  }
}
