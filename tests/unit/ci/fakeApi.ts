import type { ApiAnswer, GitlabApi } from '../../../ci/gitlabApi.ts';
import type { Place } from '../../../ci/readPlace.ts';

/** An API that answers by method and path, and tells what was asked of it. Anything else is GitLab's 404. */
export function fakeApi(answers: Record<string, ApiAnswer | object>) {
  const asked: { call: string; body?: Record<string, unknown> }[] = [];
  const send = (method: string) => async (path: string, body?: Record<string, unknown>) => {
    const call = `${method} ${path}`;
    asked.push({ call, ...(body && { body }) });
    const answer = answers[call];
    if (answer === undefined) return refusal(404, '{"message":"404 Not found"}');
    return 'ok' in answer ? answer : ({ ok: true, body: answer } as const);
  };
  const api: GitlabApi = {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    remove: send('DELETE'),
  };
  return { api, asked, calls: () => asked.map(({ call }) => call) };
}

export function refusal(status: number, text: string): ApiAnswer {
  return { ok: false, status, words: `GitLab answered ${status} ${text}` };
}

export const PLACE: Place = {
  serverUrl: 'https://git.test',
  apiUrl: 'https://git.test/api/v4',
  projectPath: 'acme/webshop',
  remoteUrl: 'https://git.test/acme/webshop.git',
  defaultBranch: 'main',
  ciConfigPath: '',
  pipelineId: 1,
  pipelineUrl: 'https://git.test/acme/webshop/-/pipelines/1',
  jobId: '2',
  jobUrl: '',
  projectFolder: '/nonexistent',
  asker: { name: '', email: '' },
};
