import type { PushRule } from '../../../gitlab/projectSettings.ts';
import { matchPattern } from '../../../pipeline/expressions/matchPattern.ts';
import type { TroubleCause } from '../Cause.ts';
import type { DoctorLine } from '../Diagnosis.ts';
import type { Facts } from '../Facts.ts';
import { settingsLinkOfAsked } from '../fixes.ts';
import { amber, fine, red, unread } from '../lines.ts';

/** Branches that our job pushes, and who its commits are by (`ci/changes/publishChanges.ts`, `ci/commitChanges.ts`). */
const BRANCH = 'claude/issue-12-1a2b3c4d';
const AUTHOR = 'noreply@anthropic.com';

function refuses(pattern: string | null | undefined, text: string): boolean {
  return pattern ? matchPattern(pattern, '', text) === 'false' : false;
}

function refusalOf(rule: PushRule): { cause: TroubleCause; value: string } | null {
  const { branch_name_regex: branch, author_email_regex: author } = rule;
  if (refuses(branch, BRANCH)) return { cause: 'push_rules_branch', value: branch ?? '' };
  if (refuses(author, AUTHOR)) return { cause: 'push_rules_author', value: author ?? '' };
  if (rule.member_check === true || rule.commit_committer_check === true)
    return { cause: 'push_rules_author', value: AUTHOR };
  return rule.reject_unsigned_commits === true ? { cause: 'push_rules_unsigned', value: '' } : null;
}

/** Whether the project's push rules let in what the job pushes. */
export function judgePushRules(facts: Facts): DoctorLine[] {
  const { pushRule } = facts;
  if (!pushRule.ok) return [unread('push_rules', pushRule.failure)];
  if (pushRule.value === null) return [fine('push_rules', 'no_push_rules')];
  const fix = settingsLinkOfAsked(facts, 'push_rules');
  const refusal = refusalOf(pushRule.value);
  if (refusal) return [red('push_rules', refusal.cause, { values: [refusal.value], fix })];
  const message = pushRule.value.commit_message_regex;
  return message
    ? [amber('push_rules', 'push_rules_message', { values: [message], fix })]
    : [fine('push_rules', 'push_rules')];
}
