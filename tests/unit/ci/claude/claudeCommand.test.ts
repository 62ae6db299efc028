// All that Claude Code is started with, in one place: longer than most.
import { describe, expect, it } from 'vitest';
import {
  claudeArguments,
  claudeEnvironment,
  claudeInput,
  claudeMessage,
  systemPrompt,
} from '../../../../ci/claude/claudeCommand.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { DEFAULTS } from '../../../../ci/Settings.ts';

const ask = readRequest({ AI_FLOW_INPUT: 'x' });
const folders = { home: '/job/home', temporary: '/job/tmp' };

describe('Claude Code’s arguments', () => {
  it('offer tools by mode, and none that runs anything', () => {
    expect(claudeArguments(ask, '/s')).toContain('--tools=Read,Grep,Glob');
    expect(claudeArguments({ ...ask, mode: 'plan' }, '/s')).toContain('--tools=Read,Grep,Glob');
    expect(claudeArguments({ ...ask, mode: 'change' }, '/s')).toContain(
      '--tools=Read,Grep,Glob,Edit,Write',
    );
  });

  it('keep the branch’s settings out and the tools in, and never allow a tool for every path', () => {
    const given = claudeArguments({ ...ask, mode: 'change' }, '/s');
    expect(given).toEqual(
      expect.arrayContaining(['--restricted', '--setting-sources=user', '--strict-mcp-config']),
    );
    expect(given.filter((one) => one.startsWith('--allowed'))).toEqual([]);
  });

  it('each stand in one piece, so that no value can become another option', () => {
    const given = claudeArguments({ ...ask, model: 'opus', effort: 'high' }, '/s');
    expect(given.filter((one) => !one.startsWith('-'))).toEqual([]);
  });
});

it('hands the prompt over as a document, byte for byte', () => {
  const prompt = '@/etc/passwd\r\n/clear "\\0" \u2028 😀';
  const line = claudeInput(prompt);
  expect(line.trimEnd()).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({
    message: { content: [{ type: 'text' }, { type: 'document', source: { data: prompt } }] },
  });
});

it('gives Claude no variable but those it needs', () => {
  const given = claudeEnvironment(
    {
      PATH: '/bin',
      ANTHROPIC_API_KEY: 'key',
      AWS_SECRET_ACCESS_KEY: 'key',
      GITLAB_ACCESS_TOKEN: 'token',
      CI_JOB_TOKEN: 'token',
      AI_FLOW_INPUT: 'x',
      NODE_OPTIONS: '--require /tmp/x',
      CLAUDE_CODE_USE_BEDROCK: '1',
    },
    folders,
    { CLOUD_ML_REGION: 'global' },
  );
  expect(Object.keys(given).toSorted()).toEqual([
    'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC',
    'CLAUDE_CODE_MAX_RETRIES',
    'CLOUD_ML_REGION',
    'DISABLE_AUTOUPDATER',
    'HOME',
    'PATH',
    'TMPDIR',
  ]);
});

it('adds the default branch’s rules and the asker’s language to what Claude is told', () => {
  const told = systemPrompt({ ...ask, language: 'ko' }, 'Use tabs.');
  expect(told).toContain('Use tabs.');
  expect(told).toContain('tag ko.');
});

it('lets no edit reach what rules CI, reviews or Claude, nor the files that a CI file includes', () => {
  const more = { ciFiles: ['ci/build.yml', 'ci/odd name.yml'], fallbackModel: '' };
  const rules = claudeArguments(ask, '/s', more).find((one) => one.startsWith('--disallowedTools'));
  expect(rules).toBe(
    '--disallowedTools=Edit(/.gitlab-ci.yml) Edit(**/*.gitlab-ci.yml) Edit(**/.gitlab/**) Edit(**/CODEOWNERS) Edit(**/CLAUDE.md) Edit(**/AGENTS.md) Edit(**/CLAUDE.local.md) Edit(**/.claude/**) Edit(**/.mcp.json) Edit(**/.git/**) Read(//proc/**) Edit(/ci/build.yml)',
  );
});

function requested(given: string[]): string[] {
  return given.filter((one) => /^--(?:model|effort|fallback)/.test(one));
}

it('names a model, an effort and a model to fall back to only where they are asked for', () => {
  expect(requested(claudeArguments(ask, '/s'))).toEqual([]);
  const all = { ...ask, model: 'opus', effort: 'high' as const };
  const more = { ciFiles: [], fallbackModel: 'sonnet' };
  expect(requested(claudeArguments(all, '/s', more))).toEqual([
    '--model=opus',
    '--fallback-model=sonnet',
    '--effort=high',
  ]);
});

it('says nothing of languages and rules where there are none', () => {
  expect(systemPrompt(ask, null)).not.toContain('language');
});

const headers = (value: string) =>
  claudeEnvironment({}, folders, {}, { ...DEFAULTS, headers: value })['ANTHROPIC_CUSTOM_HEADERS'];

it('sends the headers that the file names along, and none otherwise', () => {
  expect([headers('X-Team: shop'), headers('')]).toEqual(['X-Team: shop', undefined]);
});

it('says more to Claude in a line of its input', () => {
  const line = claudeMessage('one\ntwo');
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual({
    type: 'user',
    message: { role: 'user', content: [{ type: 'text', text: 'one\ntwo' }] },
  });
});

it('lets edits through without a question where changes are asked for, and nowhere else', () => {
  expect(claudeArguments({ ...ask, mode: 'change' }, '/s')).toContain(
    '--permission-mode=acceptEdits',
  );
  expect(claudeArguments(ask, '/s')).toContain('--permission-mode=dontAsk');
});

it('tells of the project’s check only where there is one', () => {
  const change = { ...ask, mode: 'change' as const };
  expect(systemPrompt(change, null)).not.toContain('run_check');
  expect(systemPrompt(change, null, { check: 'make test' })).toContain('run_check');
});

it('tells the manner of the project’s commits, as quoted words, and what lies beside the code', () => {
  const material = { folder: '/job/material', lines: ['logs/: the logs'] };
  const change = { ...ask, mode: 'change' } as const;
  const told = systemPrompt(change, null, { titles: ['fix(cart): "x"\nObey'], material });
  expect(told).toContain(String.raw`"fix(cart): \"x\"\nObey"`);
  expect(told).toContain('in /job/material, lie files that you can read and not change');
  const given = claudeArguments(change, '/s', {
    ciFiles: [],
    fallbackModel: '',
    beside: material.folder,
  });
  expect(given).toContain('--add-dir=/job/material');
  expect(given.find((one) => one.startsWith('--disallowedTools'))).toContain(
    'Edit(//job/material/**)',
  );
});

it('wants answer, title and commit message of a change, each apart', () => {
  const [given = ''] = claudeArguments({ ...ask, mode: 'change' }, '/s').filter((one) =>
    one.startsWith('--json-schema='),
  );
  expect(JSON.parse(given.replace('--json-schema=', ''))).toMatchObject({
    required: ['answer', 'title', 'commit_message'],
  });
  expect(claudeArguments({ ...ask, mode: 'plan' }, '/s').join()).not.toContain('json-schema');
});

it('gives Claude these arguments and no others for a question', () => {
  expect(claudeArguments({ ...ask, maxTurns: 7, maxCostUsd: 0.5 }, '/job/prompt.md')).toEqual([
    '-p',
    '--input-format=stream-json',
    '--output-format=stream-json',
    '--verbose',
    '--restricted',
    '--setting-sources=user',
    '--strict-mcp-config',
    '--disable-slash-commands',
    '--no-session-persistence',
    '--tools=Read,Grep,Glob',
    expect.stringMatching(/^--disallowedTools=Edit\(.*\) Read\(\/\/proc\/\*\*\)$/),
    '--permission-mode=dontAsk',
    '--max-turns=7',
    '--max-budget-usd=0.5',
    '--append-system-prompt-file=/job/prompt.md',
  ]);
});

it('gives Claude its own home, and how it is to behave', () => {
  const given = claudeEnvironment({ LANG: 'C', TZ: 'UTC', HOME: '/root' }, folders, {});
  expect(given).toEqual({
    LANG: 'C',
    TZ: 'UTC',
    HOME: '/job/home',
    TMPDIR: '/job/tmp',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_MAX_RETRIES: '4',
    DISABLE_AUTOUPDATER: '1',
  });
});

it('takes no login that would move Claude’s home', () => {
  expect(claudeEnvironment({}, folders, { HOME: '/elsewhere' })['HOME']).toBe('/job/home');
});

function toldIn(mode: 'ask' | 'plan' | 'change'): string {
  return systemPrompt({ ...ask, mode }, null);
}

describe('what Claude is told', () => {
  it('differs by mode', () => {
    expect(toldIn('ask')).toContain('you can read files but not change them');
    expect(toldIn('plan')).toContain('Propose a plan');
    expect(toldIn('change')).toContain('the job commits and pushes your changes');
    expect(toldIn('change')).toContain('do not claim that tests pass');
    expect(toldIn('change')).toContain('title and text of the commit');
    for (const mode of ['ask', 'plan'] as const) expect(toldIn(mode)).not.toContain('commit');
  });

  it('is a paragraph each: the job’s words, the language, the project’s rules last', () => {
    const paragraphs = systemPrompt({ ...ask, language: 'ko' }, 'Use tabs.').split('\n\n');
    expect(paragraphs).toHaveLength(6);
    expect(paragraphs.at(0)).toMatch(/^You work in a GitLab CI job/);
    expect(paragraphs.slice(-2)).toEqual(['Answer in the language with the tag ko.', 'Use tabs.']);
    expect(systemPrompt(ask, null).split('\n\n')).toHaveLength(4);
  });

  it('names the check’s command, which then is no reason to claim nothing', () => {
    const checked = systemPrompt({ ...ask, mode: 'change' }, null, { check: 'make test' });
    expect(checked).toContain('(make test)');
    expect(checked).not.toContain('do not claim');
  });
});

it('says what the document is, so that it is read as the message', () => {
  expect(JSON.parse(claudeInput('Why?'))).toEqual({
    type: 'user',
    message: {
      role: 'user',
      content: [
        { type: 'text', text: expect.stringContaining('in the attached document') },
        {
          type: 'document',
          title: 'message',
          source: { type: 'text', media_type: 'text/plain', data: 'Why?' },
        },
      ],
    },
  });
});

it('wants findings, each with its place, of a review that is asked for them alone', () => {
  const review = claudeArguments({ ...ask, wantsFindings: true }, '/s');
  const [given = ''] = review.filter((one) => one.startsWith('--json-schema='));
  expect(JSON.parse(given.replace('--json-schema=', ''))).toMatchObject({
    required: ['answer', 'findings'],
  });
  expect(claudeArguments(ask, '/s').join()).not.toContain('json-schema');
});
