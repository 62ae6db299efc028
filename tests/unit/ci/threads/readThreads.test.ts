import { expect, it } from 'vitest';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { readThreads } from '../../../../ci/threads/readThreads.ts';
import { aPlace } from '../aPlace.ts';
import { recordedApi, Refusal } from '../recordedApi.ts';
import { ONE, THREE, TWO } from './aThreadWork.ts';

const at = (id: string) => `GET /merge_requests/34/discussions/${id}`;
const note = (id: number, resolved: boolean) => ({ id, resolvable: true, resolved });
const remark = { id: 9, resolvable: false, resolved: false };

function read(answers: Record<string, unknown>, ids: string[]) {
  const request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'merge_request/34' });
  const place = aPlace();
  const page = `${place.serverUrl}/${place.projectPath}/-/merge_requests/34`;
  const reader = recordedApi(answers);
  const threads = readThreads({ request: { ...request, threads: ids }, place, reader });
  return threads.then((found) =>
    found.map(({ id, state, url }) => [id, state, url?.replace(page, '') ?? null]),
  );
}

it('says of each thread whether it is open, and where its first note is', async () => {
  const answers = {
    [at(ONE)]: { notes: [note(1, false), remark] },
    [at(TWO)]: { notes: [note(3, true), note(4, true)] },
  };
  expect(await read(answers, [ONE, TWO, THREE])).toEqual([
    [ONE, 'open', '#note_1'],
    [TWO, 'resolved_before', '#note_3'],
    [THREE, 'gone', null],
  ]);
});

it.each([
  ['one of its notes is not resolved', { notes: [note(1, true), note(2, false)] }, '#note_1'],
  ['nothing in it can be resolved', { notes: [remark] }, '#note_9'],
  ['GitLab does not give its notes', {}, null],
  ['a note has no number', { notes: [{ ...note(1, false), id: 'x' }] }, null],
  ['GitLab is in trouble', new Refusal(500), null],
])('takes a thread for open where %s', async (_, answer, url) => {
  expect(await read({ [at(ONE)]: answer }, [ONE])).toEqual([[ONE, 'open', url]]);
});
