import type { html } from 'hono/html';
import type { Project, Session, User } from '../state/State.ts';
import type { World } from '../World.ts';

/** A piece of a page, already escaped. */
export type Html = ReturnType<typeof html>;

/** One look at a page: who looks, with what theme, and the nonce that its scripts carry. */
export interface Visit {
  world: World;
  user: User;
  session: Session;
  nonce: string;
  dark: boolean;
  /** Changes are asked for as Rapid Diffs. */
  rapidDiffs?: boolean;
}

/** A visit to a page of a project. */
export interface ProjectVisit extends Visit {
  project: Project;
  /** Path of the project below the origin, relative root included: `/acme/webshop`. */
  base: string;
}
