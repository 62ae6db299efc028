import { DEVELOPER, MAINTAINER } from '../../pipeline/access.ts';
import { locateRootFile } from '../../pipeline/locateRootFile.ts';
import type { Fix, FixPage } from '../Fix.ts';
import { projectPage } from '../projectPages.ts';
import type { Facts } from './Facts.ts';

/** Pages that a Developer sees too. */
const FOR_DEVELOPERS: readonly FixPage[] = ['members', 'ci_file', 'merge_request'];

function at(webUrl: string, role: number | null, page: FixPage): Fix | null {
  if ((role ?? MAINTAINER) < MAINTAINER && !FOR_DEVELOPERS.includes(page)) return null;
  return { kind: 'link', page, url: projectPage(webUrl, page) };
}

/** The page of the project on which it is set; null where the user's role does not get there. */
export function settingsLink({ home, role }: Facts, page: FixPage): Fix | null {
  return at(home.web_url, role, page);
}

/** The same of the project that is worked on. */
export function settingsLinkOfAsked({ home, role, asked }: Facts, page: FixPage): Fix | null {
  return asked?.ok ? at(asked.value.web_url, null, page) : at(home.web_url, role, page);
}

/** The CI file of the ref that asks run on, in GitLab's editor. */
export function ciEditor({ home, place }: Facts): Fix {
  const branch = place.ok ? `?branch_name=${encodeURIComponent(place.value.ref.name)}` : '';
  return { kind: 'link', page: 'ci_file', url: projectPage(home.web_url, 'ci_file') + branch };
}

export function isMaintainer({ role }: Pick<Facts, 'role'>): boolean {
  return role !== null && role >= MAINTAINER;
}

/**
 * What brings our job to where asks run: an update of the runner branch, else a runner branch, which needs a Maintainer
 * to protect it, else a merge request with the include. Null where none of them can be done.
 */
export function bringJob(facts: Facts): Fix | null {
  const { home, place, role } = facts;
  if (locateRootFile(home.ci_config_path ?? null).kind !== 'own') return null;
  if (role === null || role < DEVELOPER) return null;
  if (place.ok && place.value.ref.kind === 'runner') return { kind: 'updateRunnerBranch' };
  return isMaintainer(facts) ? { kind: 'makeRunnerBranch' } : { kind: 'addInclude' };
}

/** A runner branch, for those who may protect it and where there is none. */
export function makeRunnerBranch(facts: Facts): Fix | null {
  const fix = bringJob(facts);
  return fix?.kind === 'makeRunnerBranch' ? fix : null;
}
