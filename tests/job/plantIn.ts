import { execFileSync } from 'node:child_process';
import type { Sandbox } from '../sandbox/startSandbox.ts';

/** `submodule` is a commit of another repository. */
type Content = string | Buffer | { link: string } | { program: string } | { submodule: string };
type Files = Record<string, Content>;

/** Adds a commit to a branch, past the server; the webshop's !34 follows its own branch. */
export function plantIn(
  at: Sandbox | { sandbox: Sandbox },
  branch: string,
  files: Files,
  path = 'acme/webshop',
  title = 'x',
): void {
  const sandbox = 'sandbox' in at ? at.sandbox : at;
  const { repository, mergeRequests } = sandbox.project(path);
  const git = (parts: string[], input: string | Buffer): string =>
    execFileSync('git', ['--git-dir', repository, ...parts], { input, encoding: 'utf8' });
  const blob = (text: string | Buffer): string =>
    git(['hash-object', '-w', '--stdin'], text).trim();
  const added = (content: Content): string => {
    if (typeof content === 'string' || Buffer.isBuffer(content)) return `100644 ${blob(content)}`;
    if ('link' in content) return `120000 ${blob(content.link)}`;
    if ('program' in content) return `100755 ${blob(content.program)}`;
    return `160000 ${content.submodule}`;
  };
  const commands = Object.entries(files).map(([file, content]) => `M ${added(content)} ${file}`);
  const stream = [
    `commit refs/heads/${branch}`,
    'committer P <p@p.test> 1700000000 +0000',
    `data ${Buffer.byteLength(title)}`,
    title,
    `from refs/heads/${branch}^0`,
    ...commands,
    '',
  ].join('\n');
  git(['fast-import', '--quiet', '--force'], stream);
  const sha = git(['rev-parse', branch], '').trim();
  for (const { iid, sourceBranch, sourceProjectId } of mergeRequests)
    if (sourceBranch === branch && sourceProjectId === undefined)
      git(['update-ref', `refs/merge-requests/${iid}/head`, sha], '');
}
