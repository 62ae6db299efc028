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
])('are refused by name where they do not have their form: %s=%j', (key, value, words) => {
  const text = JSON.stringify({ [key]: value });
  expect(() => settingsOf({ ASK_CLAUDE_SETTINGS: text })).toThrow(words);
});

it('are refused where they are no object', () => {
  for (const text of ['[', '7', 'null'])
    expect(() => settingsOf({ ASK_CLAUDE_SETTINGS: text })).toThrow('no JSON object');
});
