import { createGitLab } from '../gitlab/createGitLab.ts';
import type { SenderDeps } from '../gitlab/network/SenderDeps.ts';
import type { GitLab } from '../gitlab/GitLab.ts';
import type { Credential } from './Credential.ts';
import { bearerNetwork } from './oauth/bearerNetwork.ts';
import type { Grants } from './oauth/createGrants.ts';

/** The door to a site, with what the user signed in by. */
export function openSite(
  root: string,
  credential: Credential,
  grants: Grants,
  network: SenderDeps,
): GitLab {
  return credential.kind === 'token'
    ? createGitLab({ root, token: credential.token }, network)
    : createGitLab({ root, token: '' }, bearerNetwork(root, grants, network));
}
