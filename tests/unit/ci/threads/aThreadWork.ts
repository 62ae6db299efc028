import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTurn } from '../../../../ci/inTurn.ts';
import type { Job } from '../../../../ci/Job.ts';
import { prepareTree } from '../../../../ci/request/prepareTree.ts';
import type { MergeRequest } from '../../../../ci/request/readMergeRequest.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import type { AskedThread } from '../../../../ci/threads/readThreads.ts';
import { ThreadBook } from '../../../../ci/threads/ThreadBook.ts';
import { aFolder, aJob } from '../aJob.ts';
import { openRepository } from '../openRepository.ts';
import { recordedApi } from '../recordedApi.ts';

export const [ONE, TWO, THREE] = ['1', '2', '3'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
];
const PAGE = 'https://git.test/acme/webshop/-/merge_requests/34';
export const MERGE_REQUEST: MergeRequest = {
  iid: 34,
  webUrl: PAGE,
  sourceBranch: 'feature/vouchers',
  targetBranch: 'main',
  sha: null,
  baseSha: null,
  failedPipelineId: null,
  locked: null,
};

/** An ask that has these threads resolved. */
export function askOf(threads: readonly string[], more: Record<string, unknown> = {}) {
  const ask = { reply: 'thread', threads, ...more };
  return readRequest({
    AI_FLOW_INPUT: 'x',
    AI_FLOW_MODE: 'change',
    AI_FLOW_RESOURCE: 'merge_request/34',
    AI_FLOW_CONTEXT: JSON.stringify({ ask_claude: ask }),
  });
}

export function open(id: string): AskedThread {
  return { id, state: 'open', url: `${PAGE}#note_${id.slice(0, 1)}` };
}

/** A book of three open threads over a checkout of `a.js` and `b.js`, with what Claude does there. */
export async function aThreadWork(more: Partial<Job> = {}) {
  const gitlab = await openRepository();
  gitlab.commit('main', { 'a.js': 'one\ntwo\n', 'b.js': 'x\n' });
  const api = recordedApi({});
  const credential = { user: 'oauth2', password: 'access-token' };
  const onBranch = readRequest({ AI_FLOW_INPUT: 'x' });
  const apis = { reader: api, writer: api };
  const folder = await aFolder();
  const work = await prepareTree(onBranch, gitlab.place, apis, credential, folder);
  const job = await aJob({ request: askOf([ONE, TWO, THREE]), ...more });
  const book = new ThreadBook(job, work, [ONE, TWO, THREE].map(open));
  const tool = book.tool(inTurn());
  return {
    job,
    work: { ...work, mergeRequest: MERGE_REQUEST },
    book,
    write: (path: string, text: string) => writeFile(join(work.repository.tree, path), text),
    finish: (thread: string, end: string, words = {}) =>
      tool.run({ thread, end, reply: `Reply to ${thread.slice(0, 1)}.`, ...words }),
  };
}
