import { execFileSync } from 'node:child_process';
import type { PushRule } from '../state/ProjectSettings.ts';
import type { Project, User } from '../state/State.ts';
import type { World } from '../World.ts';

/** What a rule looks at, of one commit that comes to a branch. */
export interface RuledCommit {
  message: string;
  authorName: string;
  authorEmail: string;
  committerEmail: string;
  isSigned: boolean;
}

/** Who pushes, and what the project knows its people by. */
export interface Pusher {
  email: string;
  memberEmails: readonly string[];
  defaultBranch: string;
}

/** As the rules on people look at whoever pushes. */
export function pusherOf({ state }: World, project: Project, user: User): Pusher {
  const isMember = ({ id }: User): boolean => project.members.has(id);
  const memberEmails = state.users.filter(isMember).map(({ email }) => email);
  return { email: user.email, memberEmails, defaultBranch: project.defaultBranch };
}

function breaks(pattern: string, text: string): boolean {
  return pattern !== '' && !new RegExp(pattern).test(text);
}

/** GitLab's words for the first rule that does not take a push (18.9, ee/lib/ee/gitlab/checks/push_rules); null where all do. */
export function brokenRule(
  rule: PushRule,
  branch: string,
  commits: readonly RuledCommit[],
  pusher: Pusher,
): string | null {
  if (branch !== pusher.defaultBranch && breaks(rule.branch_name_regex, branch))
    return `Branch name '${branch}' does not follow the pattern '${rule.branch_name_regex}'`;
  for (const { message, authorName, authorEmail, committerEmail, isSigned } of commits) {
    if (breaks(rule.commit_message_regex, message))
      return `Commit message does not follow the pattern '${rule.commit_message_regex}'`;
    const forbidden = rule.commit_message_negative_regex;
    if (forbidden !== '' && new RegExp(forbidden).test(message))
      return `Commit message contains the forbidden pattern '${forbidden}'`;
    if (rule.reject_non_dco_commits && !/^Signed-off-by: .+ <.+@.+>$/m.test(message))
      return 'Commit message must contain a DCO signoff';
    if (breaks(rule.author_email_regex, authorEmail))
      return `Author's commit email '${authorEmail}' does not follow the pattern '${rule.author_email_regex}'`;
    if (rule.member_check && !pusher.memberEmails.includes(authorEmail))
      return `Author '${authorName}' is not a member of team`;
    if (rule.commit_committer_check && committerEmail !== pusher.email)
      return `You cannot push commits for '${committerEmail}'. You can only push commits if the committer email is one of your own verified emails.`;
    if (rule.reject_unsigned_commits && !isSigned) return 'Commit must be signed with a GPG key';
  }
  return null;
}

function git(...parts: string[]): string {
  return execFileSync('git', parts, { encoding: 'utf8' });
}

/** Judges one line of a push, where git runs this as a hook; the rules come by `SANDBOX_RULES`. */
function judgePush([sha = '', ref = '']: readonly string[], text: string): string | null {
  const { rule, pusher }: { rule: PushRule; pusher: Pusher } = JSON.parse(text);
  const shas = /^0+$/.test(sha) ? [] : git('rev-list', sha, '--not', '--all').split('\n');
  const commits = shas.filter(Boolean).map((one) => {
    const [authorName = '', authorEmail = '', committerEmail = '', ...message] = git(
      'show',
      '--no-patch',
      '--format=%an%n%ae%n%ce%n%B',
      one,
    ).split('\n');
    const isSigned = /^gpgsig/m.test(git('cat-file', 'commit', one));
    return { message: message.join('\n'), authorName, authorEmail, committerEmail, isSigned };
  });
  return brokenRule(rule, ref.replace('refs/heads/', ''), commits, pusher);
}

const rules = process.env['SANDBOX_RULES'];
if (rules && process.argv[1]?.endsWith('pushRules.ts')) {
  const words = judgePush(process.argv.slice(2), rules);
  if (words !== null) {
    process.stderr.write(`GitLab: ${words}\n`);
    process.exitCode = 1;
  }
}
