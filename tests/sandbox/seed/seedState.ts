import { join } from 'node:path';
import type { CiVariable } from '../ci/types.ts';
import type { State } from '../state/State.ts';
import type { Endpoints } from '../../../utils/setup/endpoints.ts';
import { jobsFile, rootFile } from '../../../utils/setup/jobFiles.ts';
import { makeToken, people, projectBot } from './people.ts';
import { seedShop } from './shop.ts';

/** Values of personal access tokens, made at random at start. */
export interface Tokens {
  /** Maintainer, scope `api`. */
  mia: string;
  /** Developer, scope `api`. */
  dev: string;
  /** No member of any project, scope `api`. */
  stranger: string;
  /** Mia's, past its day. */
  expired: string;
  /** Mia's, scope `read_api`. */
  readOnly: string;
  /** Mia's, revoked. */
  revoked: string;
}

export interface SeedOptions {
  /** Where repositories are made. */
  folder: string;
  /** Addresses of the providers, written into the job files as literals. */
  endpoints: Endpoints;
  apiKey: string;
  /** More files on the default branch of `acme/webshop`. */
  webshopFiles?: Record<string, string>;
}

/** The two projects, their people and tokens. */
export async function seedState(options: SeedOptions): Promise<{ state: State; tokens: Tokens }> {
  const { mia, dev, stranger } = people;
  const { endpoints } = options;
  const bots = { webshop: projectBot(5), legacy: projectBot(6) };
  const botTokens = {
    webshop: makeToken(bots.webshop.id, 'Claude', ['api']),
    legacy: makeToken(bots.legacy.id, 'Claude', ['api']),
  };
  const [webshop, legacy] = await Promise.all([
    seedShop({
      id: 5,
      path: 'webshop',
      name: 'Webshop',
      description: 'Cart and checkout of our shop',
      repository: join(options.folder, 'webshop.git'),
      bot: bots.webshop,
      runnerFile: rootFile(endpoints),
      files: options.webshopFiles ?? {},
    }),
    seedShop({
      id: 6,
      path: 'legacy',
      name: 'Legacy shop',
      description: 'The shop before its move',
      repository: join(options.folder, 'legacy.git'),
      bot: bots.legacy,
      ciJobs: jobsFile(endpoints),
    }),
  ]);
  const secrets = (token: string): CiVariable[] => [
    { key: 'ANTHROPIC_API_KEY', value: options.apiKey, masked: true, raw: true },
    { key: 'GITLAB_ACCESS_TOKEN', value: token, masked: true, raw: true },
  ];
  webshop.variables = secrets(botTokens.webshop.value);
  legacy.variables = secrets(botTokens.legacy.value);
  const tokens = {
    mia: makeToken(mia.id, 'Ask Claude', ['api']),
    dev: makeToken(dev.id, 'Ask Claude', ['api']),
    stranger: makeToken(stranger.id, 'Ask Claude', ['api']),
    expired: makeToken(mia.id, 'Last year', ['api'], { expiresAt: '2025-01-01' }),
    readOnly: makeToken(mia.id, 'Read only', ['read_api']),
    revoked: makeToken(mia.id, 'Revoked', ['api'], { revoked: true }),
  };
  const state: State = {
    users: [...Object.values(people), ...Object.values(bots)],
    tokens: [...Object.values(tokens), ...Object.values(botTokens)],
    deployTokens: [],
    applications: [],
    oauthCodes: new Map(),
    sessions: new Map(),
    projects: [webshop, legacy],
    groups: new Map([['acme', { ownerId: people.jonas.id, variables: [] }]]),
    issueLinks: [],
    settings: {
      version: '19.3.0',
      pipelinesPerMinute: 25,
      holdJobs: false,
      holdPreparing: false,
      gracefulCancel: true,
      throttle: { signedOut: null, signedIn: null },
      notesPerMinute: 300,
      pageCache: 'no-store',
      pollInterval: 2000,
      oauthTokenSeconds: 7200,
    },
  };
  return {
    state,
    tokens: {
      mia: tokens.mia.value,
      dev: tokens.dev.value,
      stranger: tokens.stranger.value,
      expired: tokens.expired.value,
      readOnly: tokens.readOnly.value,
      revoked: tokens.revoked.value,
    },
  };
}
