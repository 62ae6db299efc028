import { Hono } from 'hono';
import type { SandboxEnv } from '../api/Env.ts';
import type { World } from '../World.ts';
export function pageRoutes(_world: World): Hono<SandboxEnv> {
  return new Hono<SandboxEnv>();
}
