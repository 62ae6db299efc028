import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { aFolder } from './aJob.ts';
import { aPlace } from './aPlace.ts';
import type { Place } from '../../../ci/readPlace.ts';

/** A GitLab of one project, as far as git and the job's API calls go. */
export interface OpenRepository {
  place: Place;
  /** The project's bare repository. */
  bare: string;
  git(...parts: string[]): string;
  /** Makes a commit on a branch (or another ref) from the files of `from`, and gives its id. */
  commit(ref: string, files: Record<string, string>, from?: string): string;
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
  const git = (...parts: string[]): string =>
    execFileSync('git', ['-C', bare, ...parts], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        GIT_AUTHOR_NAME: 'Riya',
        GIT_AUTHOR_EMAIL: 'riya@acme.example',
        GIT_COMMITTER_NAME: 'Riya',
        GIT_COMMITTER_EMAIL: 'riya@acme.example',
        GIT_INDEX_FILE: join(folder, 'index'),
      },
    }).trim();
  mkdirSync(bare);
  git('init', '--quiet', '--bare', '--initial-branch=main');
  git('config', 'http.receivepack', 'true');
  let trees = 0;
  const commit = (ref: string, files: Record<string, string>, from?: string): string => {
    trees += 1;
    const tree = join(folder, `tree-${trees}`);
    mkdirSync(tree);
    git('read-tree', from ?? '--empty');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
      git(`--work-tree=${tree}`, 'update-index', '--add', join(tree, path));
    }
    const parents = from === undefined ? [] : ['-p', from];
    const sha = git('commit-tree', '-m', 'a commit', ...parents, git('write-tree'));
    git('update-ref', ref.startsWith('refs/') ? ref : `refs/heads/${ref}`, sha);
    return sha;
  };

  const open: Omit<OpenRepository, 'place'> = {
    bare,
    git,
    commit,
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
