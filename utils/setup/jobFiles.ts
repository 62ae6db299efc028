import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CLAUDE_VERSION } from '../../ci/claude/claudePackages.ts';
import { fillEndpoints } from './endpoints.ts';
import type { Endpoints } from './endpoints.ts';
import { fillChoices } from './fillChoices.ts';
import type { Choices } from './fillChoices.ts';
import { rootFileFrom } from './rootFileFrom.ts';
import { smallRoot, type SmallRoot } from './smallRoot.ts';

const TEMPLATE = new URL('../../templates/claude.yml', import.meta.url);
const COMPONENT = new URL('../../templates/ask-claude.yml', import.meta.url);
const PROGRAM = new URL('../../templates/ask-claude.mjs', import.meta.url);

/** The jobs alone, for a project that keeps them in its own CI file. Under Node; the extension brings the template along itself. */
export function jobsFile(endpoints: Endpoints, choices: Choices = {}): string {
  return fillChoices(fillEndpoints(readFileSync(TEMPLATE, 'utf8'), endpoints), choices);
}

/** The root CI file of the runner branch. */
export function rootFile(endpoints: Endpoints, choices: Choices = {}): string {
  return rootFileFrom(jobsFile(endpoints, choices));
}

/** The CI/CD component, which takes what a project decides as inputs. */
export function componentFile(): string {
  return readFileSync(COMPONENT, 'utf8');
}

/** The program that the jobs run. */
export function programFile(): string {
  return readFileSync(PROGRAM, 'utf8');
}

/** The root CI file of the runner branch, which gets the program by its hash. */
export function smallRootFile(wanted: Omit<SmallRoot, 'sha256' | 'version'>): string {
  const sha256 = createHash('sha256').update(programFile()).digest('hex');
  return smallRoot({ ...wanted, sha256, version: CLAUDE_VERSION });
}

/** A Dockerfile for an image with all that the job needs: nothing is installed while somebody waits. */
export function dockerFile(): string {
  return `# An image for the jobs of "Ask Claude for GitLab": Node.js, git and Claude Code. Build it where you trust the network, push
# it to a registry of your own, and name it by its digest: npm run -s job -- --root --small --image registry/image@sha256:...
FROM node:24-alpine
RUN apk add --no-cache git ca-certificates
RUN npm install --global --ignore-scripts @anthropic-ai/claude-code@${CLAUDE_VERSION} \\
  && node "$(npm root --global)/@anthropic-ai/claude-code/install.cjs" \\
  && npm cache clean --force \\
  && claude --version
`;
}
