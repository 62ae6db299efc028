import { expect, it } from 'vitest';
import { DEFAULTS, settingsOf } from '../../../ci/Settings.ts';
import { settingsLiteral } from '../../../utils/setup/fillChoices.ts';

it('are what the file says, else what they always were', () => {
  const given = { check: "npm run -s 'unit'", max_turns: 10, sign_off: true, branch_prefix: 'ai/' };
  const settings = settingsOf({ ASK_CLAUDE_SETTINGS: settingsLiteral(given) });
  expect(settings).toEqual({
    ...DEFAULTS,
    check: "npm run -s 'unit'",
    maxTurns: 10,
    signOff: true,
    branchPrefix: 'ai/',
  });
  expect(DEFAULTS).toMatchObject({ maxTurns: 40, maxCostUsd: 5, maxMinutes: 25, check: '' });
  expect(settingsOf({ ASK_CLAUDE_SETTINGS: '' })).toEqual(DEFAULTS);
});

const ALL = {
  server: 'https://git.acme.test:8443/gitlab',
  git_root: 'http://git.acme.test',
  proxy: 'http://proxy.acme.test:3128',
  ca: '/etc/ssl/acme.pem',
  mirror: 'https://npm.acme.test/npm/',
  check: 'make check',
  check_minutes: 120,
  check_rounds: 5,
  branch_prefix: 'ai/',
  commit_message: '{title}\n\n{body}',
  author: 'AI Bot <ai@acme.test>',
  sign_off: true,
  co_author: false,
  commits_by: 'api',
  max_turns: 1000,
  max_cost_usd: 0,
  max_minutes: 600,
  fallback_model: 'claude-haiku-5-5[1m]',
  foundry: 'acme-ai',
  job_logs: false,
  headers: 'X-Team: shop\nX-Cost: 7',
};

it('may all be said', () => {
  const settings = settingsOf({ ASK_CLAUDE_SETTINGS: JSON.stringify(ALL) });
  const named = Object.entries(settings).map(([name, value]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  expect(Object.fromEntries(named)).toEqual(ALL);
});

it('are these where the file says nothing', () => {
  const { checkMinutes, checkRounds, branchPrefix, signOff, coAuthor, commitsBy } = DEFAULTS;
  expect({ checkMinutes, checkRounds, branchPrefix, signOff, coAuthor, commitsBy }).toEqual({
    checkMinutes: 10,
    checkRounds: 2,
    branchPrefix: 'claude/',
    signOff: false,
    coAuthor: true,
    commitsBy: 'git',
  });
  const { server, gitRoot, proxy, ca, mirror, check, commitMessage, author, headers } = DEFAULTS;
  const empty = [server, gitRoot, proxy, ca, mirror, check, commitMessage, author, headers];
  expect([...empty, DEFAULTS.fallbackModel].join('')).toBe('');
});

it('stand in a file so that neither a shell nor GitLab reads anything in them', () => {
  const literal = settingsLiteral({ check: `echo '$HOME' $[[ inputs.x ]] %PATH%` });
  expect(literal).not.toMatch(/['$%]/);
  expect(JSON.parse(literal)).toEqual({ check: `echo '$HOME' $[[ inputs.x ]] %PATH%` });
});

it.each([
  ['checks', 1, 'unknown setting: checks'],
  ['check', 'a\nb', 'setting check '],
  ['check_rounds', 6, 'setting check_rounds '],
  ['check_rounds', '2', 'setting check_rounds '],
  ['sign_off', 'yes', 'setting sign_off '],
  ['server', 'git.acme.test', 'setting server '],
  ['author', 'Nobody', 'setting author '],
  ['ca', 'relative.pem', 'setting ca '],
  ['branch_prefix', '--x y', 'setting branch_prefix '],
  ['commits_by', 'hand', 'setting commits_by '],
  ['max_turns', -1, 'setting max_turns '],
  ['max_turns', 1001, 'setting max_turns '],
  ['fallback_model', '--x y', 'setting fallback_model '],
  ['foundry', 'acme.evil.test', 'setting foundry '],
  ['headers', 'no header', 'setting headers '],
])('are refused by name where they do not have their form: %s=%j', (key, value, words) => {
  const text = JSON.stringify({ [key]: value });
  expect(() => settingsOf({ ASK_CLAUDE_SETTINGS: text })).toThrow(words);
});

it('are refused where they are no object', () => {
  for (const text of ['[', '7', 'null'])
    expect(() => settingsOf({ ASK_CLAUDE_SETTINGS: text })).toThrow('no JSON object');
});
