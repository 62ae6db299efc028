import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { AccessToken, Job, Pipeline, Project, User } from '../state/State.ts';

/** Who asks. */
export type Actor =
  | { kind: 'token'; user: User; token: AccessToken }
  | { kind: 'session'; user: User }
  | { kind: 'job'; user: User; job: Job; pipeline: Pipeline; project: Project };

/** What an endpoint of a project is asked about, once the table of permissions has let it through. */
export interface Scene {
  project: Project;
  /** Null: a visitor. */
  user: User | null;
}

export interface SandboxEnv {
  Bindings: HttpBindings;
  Variables: { actor: Actor | null; scene: Scene | null };
}

export type SandboxContext = Context<SandboxEnv>;
