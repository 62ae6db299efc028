import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { makeApp } from './app.ts';
import { findProject } from './api/authenticate.ts';
import { lintCi } from './ci/lintCi.ts';
import { planPipeline } from './ci/planPipeline.ts';
import { runPipeline } from './ci/runPipeline.ts';
import { type Clouds, startClouds } from './clouds/startClouds.ts';
import { type Faults, makeFaults } from './faults.ts';
import { startModel } from './model/startModel.ts';
import { APPLICATION_ID, extensionAddresses } from './seed/application.ts';
import { addBigMergeRequest, type Scale } from './seed/bigMergeRequest.ts';
import { seedState, type Tokens } from './seed/seedState.ts';
import type { Pipeline, Project, State } from './state/State.ts';
import { type Engine, type RequestRecord, type World, makeLock } from './World.ts';

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** E.g. `/gitlab`. */
  relativeRoot?: string;
  /** Address of the Messages API that the jobs use; absent: a stand-in, started with the sandbox. */
  anthropicUrl?: string;
  /** Key for it; absent: a dummy. */
  apiKey?: string;
  /** Adds a merge request of this size to acme/webshop, under the iid `BIG_IID`. */
  scale?: Scale;
  /** More files on the default branch of `acme/webshop`. */
  webshopFiles?: Record<string, string>;
  /** Plays an older GitLab: what it did not have is hidden (`api/versions.ts`). */
  gitlabVersion?: string;
  /** Replaces parts of what plans and runs pipelines. */
  engine?: Partial<Engine>;
}

type Model = Awaited<ReturnType<typeof startModel>>;

export interface Sandbox {
  /** The site's root, relative root included, without a trailing slash. */
  url: string;
  tokens: Tokens;
  state: State;
  /** Calls of the API so far. */
  requests: RequestRecord[];
  faults: Faults;
  /** What was asked that the sandbox does not model; `stop` throws unless this is empty. */
  unmodelled: string[];
  /** The stand-in for the Messages API; null when the real one or another is used. */
  model: Model | null;
  /** Stand-ins for what Bedrock and Vertex need; they play the same story. */
  clouds: Clouds;
  /** A project by its path; throws when there is none. */
  project(path: string): Project;
  /** Its pipelines, oldest first. */
  pipelines(path: string): Pipeline[];
  /** An address that signs a user in and goes on to `to` (a path below the root). */
  signIn(username: string, to?: string): string;
  /** Ends every job, closes the server and removes what it stored. */
  stop(): Promise<void>;
}

/** Starts a GitLab to test against, with its projects, on loopback. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const relativeRoot = options.relativeRoot ?? '';
  const model = options.anthropicUrl === undefined ? await startModel() : null;
  const anthropic = options.anthropicUrl ?? model?.url ?? '';
  const clouds = await startClouds(() => world.url, model?.requests ?? []);
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-gitlab-'));
  const { state, tokens } = await seedState({
    folder,
    endpoints: { anthropic, ...clouds.endpoints },
    apiKey: options.apiKey ?? 'sk-ant-sandbox-0000000000000000',
    ...(options.webshopFiles && { webshopFiles: options.webshopFiles }),
  });
  if (options.gitlabVersion !== undefined) state.settings.version = options.gitlabVersion;
  const [webshop] = state.projects;
  if (options.scale && webshop) await addBigMergeRequest(webshop, options.scale);
  const world: World = {
    url: '',
    relativeRoot,
    folder,
    state,
    engine: { planPipeline, lintCi, runPipeline, ...options.engine },
    faults: makeFaults(),
    requests: [],
    throttled: new Map(),
    notesAt: new Map(),
    pipelinesAt: new Map(),
    unmodelled: [],
    lock: makeLock(),
    resources: new Map(),
  };
  const server = createAdaptorServer({ fetch: makeApp(world).fetch });
  // As long as before a GitLab of its own (Omnibus: `nginx['keepalive_timeout']`).
  if ('keepAliveTimeout' in server) server.keepAliveTimeout = 65_000;
  const port = await listen(server, options.port ?? 0);
  world.url = `http://127.0.0.1:${port}${relativeRoot}`;
  state.applications.push({
    clientId: APPLICATION_ID,
    name: 'Ask Claude',
    redirectUris: await extensionAddresses(world.url),
  });
  const project = (path: string): Project => {
    const found = findProject(world, path);
    if (!found) throw new Error(`no project ${path}`);
    return found;
  };
  return {
    url: world.url,
    tokens,
    state,
    requests: world.requests,
    faults: world.faults,
    unmodelled: world.unmodelled,
    model,
    clouds,
    project,
    pipelines: (path) => project(path).pipelines,
    signIn: (username, to = '/') =>
      `${world.url}/users/sign_in_as/${username}?to=${encodeURIComponent(to)}`,
    async stop() {
      const pipelines = state.projects.flatMap((one) => one.pipelines);
      for (const pipeline of pipelines) pipeline.abort.abort();
      await Promise.all(pipelines.map(({ finished }) => finished));
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await model?.close();
      await clouds.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      if (world.unmodelled.length > 0) {
        throw new Error(
          `The sandbox was asked what it does not model:\n${world.unmodelled.join('\n')}`,
        );
      }
    },
  };
}

function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
