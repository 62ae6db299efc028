import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatStep } from '../utils/outcome/jobLog.ts';
import type { StepKind } from '../utils/outcome/jobLog.ts';
import { wordsOf } from './Fault.ts';
import { gitlabApi } from './gitlabApi.ts';
import type { Job } from './Job.ts';
import { outcomeOf } from './outcomeOf.ts';
import type { Finished } from './outcomeOf.ts';
import { readPlace } from './readPlace.ts';
import type { Place } from './readPlace.ts';
import { readRequest } from './readRequest.ts';
import { redactor } from './redactor.ts';
import { makeArtifactFolder, NO_RESULT, writeResult } from './writeResult.ts';

// A job of GitLab CI that runs Claude Code once and brings back what it said and did.

const environment = { ...process.env };
const redact = redactor(environment);
const cancelled = new AbortController();
process.on('SIGTERM', () => cancelled.abort());
process.exitCode = await main();

async function main(): Promise<number> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'ask-claude-'));
  try {
    const place = await readPlace(environment);
    const artifacts = await makeArtifactFolder(place.projectFolder);
    const { result, patch } = await finish(place, folder);
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
async function finish(place: Place, folder: string): Promise<Finished> {
  let isPrivate = false;
  const told = (finished: Finished): Finished => {
    if (!isPrivate) for (const error of finished.result.errors) step('warning', error);
    return finished;
  };
  try {
    const request = readRequest(environment);
    ({ isPrivate } = request);
    return told(await outcomeOf(jobFor(request, place, folder)));
  } catch (error) {
    const kind = cancelled.signal.aborted ? 'cancelled' : 'failed';
    const errors = [redact(wordsOf(error))];
    return told({ result: { ...NO_RESULT, kind, errors }, patch: null });
  }
}

function jobFor(request: Job['request'], place: Place, folder: string): Job {
  const access = environment['GITLAB_ACCESS_TOKEN'] || null;
  const tokens = { job: environment['CI_JOB_TOKEN'] ?? '', access };
  const api = gitlabApi(`${place.apiUrl}/projects/${place.projectId}`, tokens);
  return {
    request,
    place,
    api,
    environment,
    folder,
    access,
    cancelled: cancelled.signal,
    redact,
    step,
  };
}

function step(kind: StepKind, text: string): void {
  process.stdout.write(`${formatStep({ kind, text: redact(text) })}\n`);
}
