import { randomBytes } from 'node:crypto';
import { chown, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { answerToolCall } from './answerToolCall.ts';
import { gitlabApi, projectRoot } from './gitlabApi.ts';
import type { GitlabApi } from './gitlabApi.ts';
import { GITLAB_TOOLS } from './gitlabTools.ts';
import type { Job } from './Job.ts';

export interface Tools {
  /** For Claude Code's command line. */
  arguments: string[];
  /** For its environment: no proxy stands between it and the tools. */
  environment: Record<string, string>;
  stop(): void;
}

const MAX_BODY = 100_000;

/**
 * Read-only tools of GitLab, where the job's file switches them on: an MCP server on loopback within this very process. So
 * `GITLAB_READ_TOKEN` never comes near Claude, which knows an address and a word that is good for this run alone.
 * @param user Claude's; null where it has none of its own
 * @returns null where they are off
 */
export async function startTools(job: Job, user: number | null): Promise<Tools | null> {
  const { environment, place, folder, redact } = job;
  if (environment['ASK_CLAUDE_GITLAB_TOOLS'] !== 'yes') return null;
  const token = environment['GITLAB_READ_TOKEN'] ?? '';
  if (token === '') {
    job.step('warning', 'there is no GITLAB_READ_TOKEN, so Claude works without tools of GitLab');
    return null;
  }
  const root = projectRoot(place.apiUrl, place.projectPath);
  const project = gitlabApi(root, { header: 'PRIVATE-TOKEN', value: token });
  const word = `Bearer ${randomBytes(24).toString('hex')}`;
  const server = createServer((request, response) => {
    answer(request, response, word, project, redact).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const path = join(folder, 'tools.json');
  const url = `http://127.0.0.1:${address.port}/mcp`;
  const gitlab = { type: 'http', url, headers: { authorization: word } };
  await writeFile(path, JSON.stringify({ mcpServers: { gitlab } }), { mode: 0o400, flag: 'wx' });
  if (user !== null) await chown(path, user, user);
  const direct = [environment['NO_PROXY'] ?? environment['no_proxy'] ?? '', '127.0.0.1'];
  const noProxy = direct.filter((part) => part !== '').join(',');
  return {
    arguments: [
      `--mcp-config=${path}`,
      `--allowedTools=${GITLAB_TOOLS.map(({ name }) => `mcp__gitlab__${name}`).join(',')}`,
    ],
    environment: { NO_PROXY: noProxy, no_proxy: noProxy },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  word: string,
  project: GitlabApi,
  redact: (text: string) => string,
): Promise<void> {
  const end = (status: number, body = ''): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  };
  if (request.headers.authorization !== word) return end(401);
  // No stream of events: the protocol allows plain answers.
  if (request.method !== 'POST') return end(405);
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MAX_BODY) return end(413);
  }
  const answered = await answerToolCall(JSON.parse(text), project, redact);
  return answered === null ? end(202) : end(200, JSON.stringify(answered));
}
