import { randomBytes } from 'node:crypto';
import type { AccessToken, Scope, User } from '../state/State.ts';

function person(id: number, username: string, name: string): User {
  return {
    id,
    username,
    name,
    email: `${username}@acme.example`,
    bot: false,
    state: 'active',
  };
}

export const people = {
  mia: person(7, 'mia', 'Mia Hansen'),
  dev: person(8, 'dev', 'Devon Clarke'),
  stranger: person(9, 'stranger', 'Sam Okoye'),
  lena: person(11, 'lena', 'Lena Ortiz'),
  jonas: person(12, 'jonas', 'Jonas Weber'),
} as const;

/** The bot member behind a project access token, as GitLab makes one for each. */
export function projectBot(projectId: number): User {
  const username = `project_${projectId}_bot_${randomBytes(8).toString('hex')}`;
  return {
    id: 100 + projectId,
    username,
    name: 'Claude',
    email: `${username}@noreply.acme.example`,
    bot: true,
    state: 'active',
  };
}

let tokenId = 70;

/** A personal or project access token, its value made at random. */
export function makeToken(
  userId: number,
  name: string,
  scopes: Scope[],
  options: { expiresAt?: string | null; revoked?: boolean } = {},
): AccessToken {
  tokenId += 1;
  return {
    id: tokenId,
    value: `glpat-${randomBytes(15).toString('base64url')}`,
    name,
    userId,
    scopes,
    expiresAt: options.expiresAt === undefined ? '2099-12-31' : options.expiresAt,
    revoked: options.revoked ?? false,
    createdAt: new Date().toISOString(),
  };
}
