import { afterAll, beforeAll, expect, it } from 'vitest';
import { NO_RULES } from '../sandbox/state/ProjectSettings.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
const prompt =
  '!model {"write":["notes.txt","x"]}\n!model {"commit":["Count quantities","Why."]}\n!model {"say":"Done."}';

/** A company's rules for names, messages and e-mails. */
function setRules(more: Partial<typeof NO_RULES> = {}): void {
  shop.sandbox.project(webshop).settings.pushRule = {
    ...NO_RULES,
    branch_name_regex: '^(ai|feature)/',
    commit_message_regex: '^SHOP-[0-9]+: ',
    author_email_regex: '@acme\\.example$',
    ...more,
  };
}

it('a push that a rule rejects is told in GitLab’s words, and the changes are a patch', async () => {
  setRules();
  const { status, result, patch } = await shop.ask({ mode: 'change', prompt });
  expect(status).toBe('success');
  expect(result).toMatchObject({ outcome: 'changed', branch: null, merge_request: null });
  expect(result.errors.join()).toMatch(
    /GitLab: Branch name 'claude\/\S+' does not follow the pattern '\^\(ai\|feature\)\/'/,
  );
  expect(patch).toContain('+x');
});

it.each<[Partial<typeof NO_RULES>, string]>([
  [{ commit_message_negative_regex: 'Why' }, "Commit message contains the forbidden pattern 'Why'"],
  [{ reject_non_dco_commits: true }, 'Commit message must contain a DCO signoff'],
])('so is one that breaks %j', async (rule, words) => {
  shop.sandbox.project(webshop).settings.pushRule = { ...NO_RULES, ...rule };
  const { result } = await shop.ask({ mode: 'change', prompt });
  expect(result).toMatchObject({ outcome: 'changed', branch: null });
  expect(result.errors.join()).toContain(`GitLab: ${words}`);
});

it('the file’s own prefix, message, author and sign-off go through', async () => {
  setRules({ reject_non_dco_commits: true });
  shop.settle({
    branch_prefix: 'ai/',
    commit_message: 'SHOP-12: {title}\n\n{body}',
    author: 'Acme Bot <bot@acme.example>',
    sign_off: true,
    co_author: false,
  });
  const { result } = await shop.ask({ mode: 'change', prompt });
  expect(result).toMatchObject({ outcome: 'changed', errors: [] });
  expect(result.branch).toMatch(/^ai\/issue-12-/);
  const [commit = ''] = result.commits;
  expect(shop.git(webshop, 'log', '-1', '--format=%an%n%B', commit).trim()).toBe(
    'Acme Bot\nSHOP-12: Count quantities\n\nWhy.\n\nSigned-off-by: Acme Bot <bot@acme.example>',
  );
});

it('rules on members, committers and signatures take the commits that GitLab itself makes', async () => {
  setRules({ member_check: true, commit_committer_check: true, reject_unsigned_commits: true });
  const settings = { branch_prefix: 'ai/', commit_message: 'SHOP-12: {title}' };
  shop.settle(settings);
  const refused = await shop.ask({ mode: 'change', prompt });
  expect(refused.result).toMatchObject({ outcome: 'changed', branch: null });
  shop.sandbox.project(webshop).settings.pushRule = {
    ...NO_RULES,
    member_check: true,
    commit_committer_check: true,
    reject_unsigned_commits: true,
  };
  shop.settle({ ...settings, commits_by: 'api' });
  const { result } = await shop.ask({ mode: 'change', prompt });
  expect(result).toMatchObject({ outcome: 'changed', errors: [] });
  expect(shop.git(webshop, 'show', `${result.branch ?? ''}:notes.txt`)).toBe('x');
});

it('a merge request whose branch takes no such commit gets one merged into it', async () => {
  shop.settle({ branch_prefix: 'claude/' });
  const rule = { ...NO_RULES, branch_name_regex: '^claude/' };
  shop.sandbox.project(webshop).settings.pushRule = rule;
  const { result } = await shop.ask({ mode: 'change', prompt, resource: 'merge_request/34' });
  expect(result.errors).toEqual([
    expect.stringContaining("GitLab: Branch name 'feature/vouchers' does not follow the pattern"),
  ]);
  const { mergeRequests } = shop.sandbox.project(webshop);
  const opened = mergeRequests.find(({ iid }) => iid === result.merge_request?.iid);
  expect(opened).toMatchObject({ sourceBranch: result.branch, targetBranch: 'feature/vouchers' });
});
