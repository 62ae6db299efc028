import { randomBytes } from 'node:crypto';
import { chown, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { answerToolCall } from './answerToolCall.ts';
import { gitlabApi, projectRoot } from '../gitlabApi.ts';
import { gitlabTools } from './gitlabTools.ts';
import type { Tool } from './gitlabTools.ts';
import type { Job, JobBase } from '../Job.ts';

export interface Tools {
  /** For Claude Code's command line. */
  arguments: string[];
  /** For its environment: no proxy stands between it and the tools. */
  environment: Record<string, string>;
  stop(): void;
}

const MAX_BODY = 100_000;

/**
 * Serves tools to Claude: an MCP server on loopback within this very process. So no token comes near Claude, which knows an
 * address and a word that is good for this run alone.
 * @param servers each one's tools, by its name
 * @param user Claude's; null where it has none of its own
 * @returns null where there are none
 */
export async function startTools(
  job: JobBase,
  servers: Record<string, readonly Tool[]>,
  user: number | null,
): Promise<Tools | null> {
  const { environment, folder, redact } = job;
  const named = Object.entries(servers).filter(([, tools]) => tools.length > 0);
  if (named.length === 0) return null;
  const word = `Bearer ${randomBytes(24).toString('hex')}`;
  // Loading it takes a twentieth of a second, which most jobs do without.
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => {
    const tools = servers[(request.url ?? '').slice(1)] ?? [];
    answer(request, response, word, tools, redact).catch(() => response.destroy());
  });
  // A check takes its time.
  server.requestTimeout = 0;
  server.timeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const path = join(folder, 'tools.json');
  const mcpServers = Object.fromEntries(
    named.map(([name]) => {
      const url = `http://127.0.0.1:${address.port}/${name}`;
      return [name, { type: 'http', url, headers: { authorization: word } }];
    }),
  );
  await writeFile(path, JSON.stringify({ mcpServers }), { mode: 0o400, flag: 'wx' });
  if (user !== null) await chown(path, user, user);
  const direct = [environment['NO_PROXY'] ?? environment['no_proxy'] ?? '', '127.0.0.1'];
  const noProxy = direct.filter((part) => part !== '').join(',');
  const allowed = named.flatMap(([ofServer, tools]) =>
    tools.map(({ name }) => `mcp__${ofServer}__${name}`),
  );
  return {
    arguments: [`--mcp-config=${path}`, `--allowedTools=${allowed.join(',')}`],
    environment: { NO_PROXY: noProxy, no_proxy: noProxy },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Read-only tools of GitLab, where the job's file switches them on and there is a token for them. */
export function readingTools(job: Pick<Job, 'environment' | 'place' | 'step'>): Tool[] {
  const { environment, place } = job;
  if (environment['ASK_CLAUDE_GITLAB_TOOLS'] !== 'yes') return [];
  const token = environment['GITLAB_READ_TOKEN'] ?? '';
  if (token === '') {
    job.step('warning', 'there is no GITLAB_READ_TOKEN, so Claude works without tools of GitLab');
    return [];
  }
  const root = projectRoot(place.apiUrl, place.projectPath);
  return gitlabTools(gitlabApi(root, { header: 'PRIVATE-TOKEN', value: token }));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  word: string,
  tools: readonly Tool[],
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
  const answered = await answerToolCall(JSON.parse(text), tools, redact);
  return answered === null ? end(202) : end(200, JSON.stringify(answered));
}
