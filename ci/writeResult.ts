import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_OUTCOME } from '../utils/outcome/noOutcome.ts';
import { writtenFinding } from '../utils/outcome/Finding.ts';
import { writtenThread } from '../utils/outcome/ThreadOutcome.ts';
import type { Outcome } from '../utils/outcome/Outcome.ts';

/** What the job leaves for the extension, before it is written in the names of `.claude-ci/result.json`. */
export interface JobResult extends Outcome {
  sessionId: string | null;
}

export const NO_RESULT: JobResult = { ...NO_OUTCOME, sessionId: null };

/** Removes whatever stands in the artifact folder's place, a link too, and makes it anew. */
export async function makeArtifactFolder(projectFolder: string): Promise<string> {
  const folder = join(projectFolder, '.claude-ci');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  return folder;
}

/** Writes the patch, where there is one, and last of all `result.json`. */
export async function writeResult(
  folder: string,
  result: JobResult,
  patch: Uint8Array | null,
): Promise<void> {
  if (patch !== null) await writeFile(join(folder, 'changes.patch'), patch, { flag: 'wx' });
  const { mergeRequest } = result;
  const written = {
    version: 1,
    outcome: result.kind,
    answer: result.answer,
    branch: result.branch,
    commits: result.commits,
    merge_request: mergeRequest && { iid: mergeRequest.iid, web_url: mergeRequest.webUrl },
    turns: result.turns,
    cost_usd: result.costUsd,
    denied_tools: result.deniedTools,
    limit: result.limit,
    errors: result.errors,
    verified: result.verified ?? 'none',
    note_url: result.noteUrl ?? null,
    read_commit: result.readCommit ?? null,
    ...(result.findings && { findings: result.findings.map(writtenFinding) }),
    ...(result.threads && { threads: result.threads.map(writtenThread) }),
    session_id: result.sessionId,
  };
  await writeFile(join(folder, 'result.json'), `${JSON.stringify(written, null, 2)}\n`, {
    flag: 'wx',
  });
}
