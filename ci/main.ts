import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatStep, formatUsage } from '../utils/outcome/jobLog.ts';
import type { StepKind } from '../utils/outcome/jobLog.ts';
import { withClaude } from './claude/withClaude.ts';
import { closeFolders } from './closeFolders.ts';
import { wordsOf } from './Fault.ts';
import type { Job, JobBase } from './Job.ts';
import { machineEnvironment, useNetwork } from './network.ts';
import { outcomeOf } from './outcomeOf.ts';
import type { Finished } from './outcomeOf.ts';
import { reachProject } from './request/reachProject.ts';
import { readPlace } from './request/readPlace.ts';
import type { Place } from './request/readPlace.ts';
import { readRequest } from './request/readRequest.ts';
import { postReview } from './review/postReview.ts';
import { redactor, secretsOf } from './redactor.ts';
import { settingsOf } from './Settings.ts';
import type { Settings } from './Settings.ts';
import { withoutContent } from './withoutContent.ts';
import { makeArtifactFolder, NO_RESULT, writeResult } from './writeResult.ts';

// A job of GitLab CI that runs Claude Code once and brings back what it said and did.

const environment = { ...process.env };
const secrets = secretsOf(environment);
const redact = redactor(secrets);
/** Names that the log and the artifact may not hold. */
const hidden = new Set<string>();
const cancelled = new AbortController();
process.on('SIGTERM', () => cancelled.abort());
process.exitCode = await main();

async function main(): Promise<number> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'ask-claude-'));
  try {
    const settings = settingsOf(environment);
    const machine = machineEnvironment();
    for (const words of await useNetwork(process.env, settings, folder, machine))
      step('warning', words);
    const place = await readPlace(environment, settings);
    const open = await closeFolders(place.projectFolder);
    const artifacts = await makeArtifactFolder(place.projectFolder);
    const { result, patch } = await finish(place, settings, folder).finally(open);
    await writeResult(artifacts, result, patch);
    step('ended', result.kind);
    return result.kind === 'failed' ? 1 : 0;
  } catch (error) {
    // Not even the folder for the result can be relied on: the log alone tells.
    step('warning', wordsOf(error));
    step('ended', 'failed');
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The outcome, a failure included. */
async function finish(place: Place, settings: Settings, folder: string): Promise<Finished> {
  let isPrivate = false;
  const told = (finished: Finished): Finished => {
    if (!isPrivate) for (const error of finished.result.errors) step('warning', error);
    return finished;
  };
  try {
    const request = readRequest(environment, settings);
    ({ isPrivate } = request);
    let isClosed = false;
    const base: JobBase = {
      request,
      environment,
      settings,
      secrets,
      folder,
      cancelled: cancelled.signal,
      redact,
      hide: (names) => {
        if (isClosed) for (const name of names) hidden.add(name);
      },
      step,
      use: (usage) => process.stdout.write(`${formatUsage(usage)}\n`),
    };
    const reachIt = async (): Promise<Job> => {
      const reach = await reachProject(request, place, environment);
      isClosed = reach.closed;
      return { ...base, ...reach };
    };
    const { review } = request;
    const finished =
      review === null
        ? await withClaude(base, place, async (opening) => {
            const job = await reachIt();
            return outcomeOf(job, opening(job.place));
          })
        : await postReview(await reachIt(), review);
    return told(isClosed ? withoutContent(finished, settings.branchPrefix) : finished);
  } catch (error) {
    const kind = cancelled.signal.aborted ? 'cancelled' : 'failed';
    const errors = [discreet(wordsOf(error))];
    return told({ result: { ...NO_RESULT, kind, errors }, patch: null });
  }
}

function discreet(text: string): string {
  return [...hidden].reduce((left, name) => left.replaceAll(name, '[hidden]'), redact(text));
}

function step(kind: StepKind, text: string): void {
  process.stdout.write(`${formatStep({ kind, text: discreet(text) })}\n`);
}
