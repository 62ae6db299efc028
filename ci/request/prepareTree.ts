import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, wordsOf } from '../Fault.ts';
import type { GitlabApi } from '../gitlabApi.ts';
import { gitIn, initRepository } from '../git.ts';
import type { Credential, Repository } from '../git.ts';
import { includedCiFiles } from './includedCiFiles.ts';
import { DEFAULT_REF, listFiles, readInstructions } from './readInstructions.ts';
import type { Listing } from './readInstructions.ts';
import { readMergeRequest } from './readMergeRequest.ts';
import type { MergeRequest } from './readMergeRequest.ts';
import { sideBySide } from '../sideBySide.ts';
import { SHA } from './readPlace.ts';
import type { Place } from './readPlace.ts';
import type { Request } from './readRequest.ts';

/** The code that Claude works on, and where changes to it would go. */
export interface Work {
  repository: Repository;
  /** Commit that is checked out. */
  base: string;
  /** What the default branch tells Claude; null when it has none. */
  rules: string | null;
  /** Titles of the default branch's last commits, newest first: the manner in which this project writes its own. */
  lastTitles: string[];
  /** Paths of the project's CI file and of those that it includes. */
  ciFiles: string[];
  /** The merge request asked about. */
  mergeRequest: MergeRequest | null;
  /** The base is the newest commit of what was asked about. */
  isNewest: boolean;
  /** What the asker should know about the code that was worked on. */
  remarks: string[];
}

const DEPTH = '50';

/** Where the code lies that Claude works on. */
export function treeFolder(folder: string): string {
  return join(folder, 'code');
}

/**
 * Fetches the default branch or the merge request's head into a repository of the job's own and writes its files into a
 * folder without `.git`.
 * @param writer what pushes, if anything does: a job token may not read a branch (GitLab 18.9: 404)
 * @param folder the job's own
 * @throws Fault
 */
export async function prepareTree(
  request: Request,
  place: Place,
  { reader, writer }: { reader: GitlabApi; writer: GitlabApi | null },
  credential: Credential,
  folder: string,
): Promise<Work> {
  const repository = { gitFolder: join(folder, 'repository.git'), tree: treeFolder(folder) };
  const [mergeRequest] = await sideBySide([
    request.target?.type === 'merge_request'
      ? readMergeRequest(reader, writer, request.target.iid, place)
      : null,
    initRepository(repository),
    // Claude Code may have been started there already.
    mkdir(repository.tree, { recursive: true }),
  ]);
  const fetched = await fetchRefs(repository, place, mergeRequest, credential);
  const listing = listFiles(repository);
  const [base, rules, lastTitles, ciFiles] = await sideBySide([
    checkOut(repository, fetched.ref),
    listing.then((files) => readInstructions(repository, files)),
    lastTitlesOf(repository),
    ciFilesOf(repository, place, listing, fetched.ref),
  ]);
  return {
    repository,
    base,
    rules,
    lastTitles,
    ciFiles,
    mergeRequest,
    isNewest: fetched.remarks.length === 0,
    remarks: fetched.remarks,
  };
}

/**
 * Fetches the default branch, and the merge request's head: by its ref, which GitLab (16.6 and later) removes two weeks after a
 * merge, else by its commit, which GitLab keeps.
 * @returns the ref to work on
 */
async function fetchRefs(
  repository: Repository,
  place: Place,
  mergeRequest: MergeRequest | null,
  credential: Credential,
): Promise<{ ref: string; remarks: string[] }> {
  const fetch = (...refs: string[]): Promise<string> =>
    gitIn(
      repository,
      ['fetch', '--quiet', '--no-tags', '--depth', DEPTH, place.remoteUrl, ...refs],
      { credential },
    );
  const main = `+refs/heads/${place.defaultBranch}:${DEFAULT_REF}`;
  if (mergeRequest === null) {
    await fetch(main);
    return { ref: DEFAULT_REF, remarks: [] };
  }
  const { iid, sha } = mergeRequest;
  try {
    await fetch(main, `+refs/merge-requests/${iid}/head:refs/job/asked`);
    return { ref: 'refs/job/asked', remarks: [] };
  } catch (error) {
    if (!wordsOf(error).includes(`refs/merge-requests/${iid}/head`)) throw error;
  }
  await fetch(main);
  try {
    if (sha === null) throw new Fault('GitLab names no commit of it');
    await fetch(`+${sha}:refs/job/asked`);
    return { ref: 'refs/job/asked', remarks: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const remark = `The code of !${iid} is gone, so Claude worked on ${place.defaultBranch}: ${error.message}`;
    return { ref: DEFAULT_REF, remarks: [remark] };
  }
}

/** Writes a commit's files into the tree. @returns its SHA; @throws Fault */
async function checkOut(repository: Repository, ref: string): Promise<string> {
  const commit = (await gitIn(repository, ['rev-parse', `${ref}^{commit}`])).trim();
  if (!SHA.test(commit)) throw new Fault('The commit to work on could not be found.');
  await gitIn(repository, ['checkout', '--quiet', '--force', '--detach', commit]);
  return commit;
}

async function lastTitlesOf(repository: Repository): Promise<string[]> {
  const log = ['log', '--no-merges', '--max-count=12', '--format=%s', DEFAULT_REF];
  const titles = (await gitIn(repository, log)).split('\n');
  return titles.map((title) => title.trim().slice(0, 120)).filter((title) => title !== '');
}

/** The CI file and what it includes, as the default branch and the one that is worked on have them. */
async function ciFilesOf(
  repository: Repository,
  place: Place,
  listing: Promise<Listing>,
  asked: string,
): Promise<string[]> {
  const root = /^[^@:]+$/.exec(place.ciConfigPath)?.[0] ?? '.gitlab-ci.yml';
  const found = async (ref: string, files: Promise<Listing>): Promise<string[]> => {
    const read = (path: string): Promise<string> =>
      gitIn(repository, ['cat-file', 'blob', `${ref}:${path}`]);
    return includedCiFiles(root, [...(await files).keys()], read);
  };
  const [main, other] = await sideBySide([
    found(DEFAULT_REF, listing),
    asked === DEFAULT_REF ? [] : found(asked, listFiles(repository, asked)),
  ]);
  return [...new Set([...main, ...other])];
}
