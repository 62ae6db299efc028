import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { aFolder } from './aJob.ts';
import { aPlace } from './aPlace.ts';
import type { Place } from '../../../ci/request/readPlace.ts';

/** A GitLab of one project, as far as git and the job's API calls go. */
export interface OpenRepository {
  place: Place;
  /** The project's bare repository. */
  bare: string;
  git(...parts: string[]): string;
  /** Makes a commit on a branch (or another ref) from the files of `from`, and gives its id. */
  commit(ref: string, files: Record<string, string>, from?: string): string;
  /** The same for commits one after the other; gives the last one's id. */
  commits(ref: string, changes: Record<string, string>[], from?: string): string;
  /** `user:password` of each request of git; empty where it came without. */
  logins: Set<string>;
  /** Bodies that the API answers with, by `GET /path below the project` (`GET //job` above it). */
  answers: Record<string, unknown>;
  /** Writing requests of the API. */
  sent: { request: string; body: unknown }[];
}

/** Serves a repository over HTTP at `acme/webshop.git`, and a table of answers as its API, until the test ends. */
export async function openRepository(): Promise<OpenRepository> {
  const folder = await aFolder();
  const bare = join(folder, 'project.git');
  const run = (parts: string[], input = ''): string =>
    execFileSync('git', ['-C', bare, ...parts], {
      encoding: 'utf8',
      input,
      env: {
        PATH: process.env['PATH'],
        GIT_AUTHOR_NAME: 'Riya',
        GIT_AUTHOR_EMAIL: 'riya@acme.example',
        GIT_COMMITTER_NAME: 'Riya',
        GIT_COMMITTER_EMAIL: 'riya@acme.example',
        GIT_INDEX_FILE: join(folder, 'index'),
      },
    }).trim();
  const git = (...parts: string[]): string => run(parts);
  mkdirSync(bare);
  git('init', '--quiet', '--bare', '--initial-branch=main');
  git('config', 'http.receivepack', 'true');
  const commits = (ref: string, changes: Record<string, string>[], from?: string): string => {
    const who = `Riya <riya@acme.example> ${Math.floor(Date.now() / 1000)} +0000\n`;
    const made = changes.map((files, at) => {
      const parent = at === 0 ? from : `:${at}`;
      const inside = Object.entries(files).map(
        ([path, text]) => `M 100644 inline ${path}\n${data(text)}`,
      );
      return [
        `commit ${ref.startsWith('refs/') ? ref : `refs/heads/${ref}`}\nmark :${at + 1}\n`,
        `author ${who}committer ${who}${data('a commit')}`,
        parent === undefined ? '' : `from ${parent}\n`,
        ...inside,
        '\n',
      ].join('');
    });
    const input = `${made.join('')}get-mark :${changes.length}\ndone\n`;
    return run(['fast-import', '--quiet', '--force', '--done'], input);
  };
  const commit: OpenRepository['commit'] = (ref, files, from) => commits(ref, [files], from);

  const open: Omit<OpenRepository, 'place'> = {
    bare,
    git,
    commit,
    commits,
    logins: new Set(),
    answers: {},
    sent: [],
  };
  const server = createServer((request, response) => {
    const answered = request.url?.startsWith('/api/')
      ? answerApi(open, request, response)
      : answerGit(open, request, response);
    answered.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const serverUrl = `http://127.0.0.1:${address.port}`;
  const place = aPlace({
    serverUrl,
    apiUrl: `${serverUrl}/api/v4`,
    remoteUrl: `${serverUrl}/acme/webshop.git`,
    projectFolder: folder,
  });
  return Object.assign(open, { place });
}

/** A text as `git fast-import` takes it. */
function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

async function answerApi(
  { answers, sent }: Omit<OpenRepository, 'place'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').replace('/api/v4', '/').replace('//projects/acme%2Fwebshop', '');
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  const key = `${request.method} ${path}`;
  if (request.method !== 'GET') sent.push({ request: key, body: JSON.parse(text) });
  response.writeHead(key in answers ? 200 : 404);
  response.end(JSON.stringify(answers[key] ?? { message: '404 Not Found' }));
}

async function answerGit(
  { bare, logins }: Omit<OpenRepository, 'place'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const login = request.headers.authorization ?? '';
  logins.add(Buffer.from(login.replace('Basic ', ''), 'base64').toString());
  if (login === '') {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitLab"' });
    response.end();
    return;
  }
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: bare,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname.replace('/acme/webshop.git', ''),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  request.pipe(child.stdin).on('error', () => undefined);
  const pieces: Buffer[] = [];
  for await (const piece of child.stdout) pieces.push(Buffer.from(piece));
  const whole = Buffer.concat(pieces);
  const end = whole.indexOf('\r\n\r\n');
  const head = whole.subarray(0, end).toString().split('\r\n');
  const headers = Object.fromEntries(head.map((line) => line.split(': ', 2)));
  response.writeHead(Number.parseInt(headers['Status'] ?? '200', 10), headers);
  response.end(whole.subarray(end + 4));
}
