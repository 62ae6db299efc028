import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../../ci/Settings.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';

const BASE = {
  CI_PROJECT_PATH: 'acme/webshop',
  CI_SERVER_URL: 'https://git.acme.test:8443/gitlab',
  AI_FLOW_INPUT: 'Why?',
};
const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('what was sent', () => {
  it('is taken as it is when it has its form', () => {
    const context = {
      ask_claude: {
        version: 1,
        reply: 'thread',
        private: true,
        acknowledge: true,
        model: 'claude-sonnet-5-5',
        max_turns: 3,
        max_cost_usd: 0.5,
        language: 'es',
      },
    };
    const request = readRequest({
      ...BASE,
      AI_FLOW_MODE: 'change',
      AI_FLOW_RESOURCE: 'merge_request/34',
      AI_FLOW_DISCUSSION_ID: 'a'.repeat(40),
      AI_FLOW_REQUEST_ID: ID,
      AI_FLOW_PROJECT_PATH: 'acme/webshop',
      AI_FLOW_GITLAB_HOSTNAME: 'git.acme.test:8443',
      AI_FLOW_CONTEXT: JSON.stringify(context),
    });
    expect(request).toEqual({
      prompt: 'Why?',
      // Nothing is to be seen by those who do not see the answer.
      acknowledge: false,
      images: [],
      threads: [],
      resolvesThreads: false,
      review: null,
      wantsFindings: false,
      mode: 'change',
      target: { type: 'merge_request', iid: 34 },
      resource: 'merge_request/34',
      discussionId: 'a'.repeat(40),
      requestId: ID,
      reply: 'thread',
      isPrivate: true,
      model: 'claude-sonnet-5-5',
      effort: null,
      maxTurns: 3,
      maxCostUsd: 0.5,
      language: 'es',
      otherProject: null,
      refused: [],
    });
  });

  it('asks quietly, within the caps, when little is said', () => {
    expect(
      readRequest({ ...BASE, AI_FLOW_MODE: 'destroy', AI_FLOW_REQUEST_ID: 'none' }),
    ).toMatchObject({
      mode: 'ask',
      target: null,
      resource: 'none',
      requestId: null,
      reply: 'none',
      isPrivate: false,
      maxTurns: DEFAULTS.maxTurns,
      maxCostUsd: DEFAULTS.maxCostUsd,
    });
  });

  it.each([
    ['more than the caps', { max_turns: 9_999, max_cost_usd: 1e9 }],
    ['nonsense', { max_turns: -1, max_cost_usd: 'all' }],
  ])('cannot ask for %s, and is told so', (_what, options) => {
    const AI_FLOW_CONTEXT = JSON.stringify({ ask_claude: options });
    expect(readRequest({ ...BASE, AI_FLOW_CONTEXT })).toMatchObject({
      refused: [expect.stringContaining('max_turns'), expect.stringContaining('max_cost_usd')],
      maxTurns: DEFAULTS.maxTurns,
      maxCostUsd: DEFAULTS.maxCostUsd,
    });
  });

  it.each(['--settings={}', 'a b', '-x', 'x'.repeat(200)])('cannot name the model %j', (model) => {
    const AI_FLOW_CONTEXT = JSON.stringify({ ask_claude: { model } });
    expect(readRequest({ ...BASE, AI_FLOW_CONTEXT })).toMatchObject({
      model: null,
      refused: ['model: not a value that it can have'],
    });
  });

  it.each([
    ['acme/legacy', 'acme/legacy'],
    ['acme/legacy', 'acme/'],
    ['acme/deep/er', 'other/x acme/'],
  ])('may name the other project %s where the file lets it work for %s', (path, served) => {
    const environment = { ...BASE, AI_FLOW_PROJECT_PATH: path, ASK_CLAUDE_SERVED_PROJECTS: served };
    expect(readRequest(environment).otherProject).toBe(path);
  });

  it('knows its own project by the id where that was renamed since the ask', () => {
    const renamed = {
      ...BASE,
      CI_PROJECT_ID: '14',
      AI_FLOW_PROJECT_PATH: 'acme/before-rename',
      AI_FLOW_CONTEXT: JSON.stringify({ project_id: 14 }),
    };
    expect(readRequest(renamed).otherProject).toBeNull();
    expect(() => readRequest({ ...renamed, CI_PROJECT_ID: '15' })).toThrow('AI_FLOW_PROJECT_PATH');
    expect(() => readRequest({ ...renamed, AI_FLOW_CONTEXT: '' })).toThrow('AI_FLOW_PROJECT_PATH');
  });

  it.each([
    ['acme/legacy', ''],
    ['acme/legacy', '/'],
    ['acme/legacy', 'acme'],
    ['acme/legacy2', 'acme/legacy'],
    ['acme/../secret/x', 'acme/'],
    ['acme/x?y=z', 'acme/'],
  ])('may not name the other project %s where it says %j', (path, served) => {
    const environment = { ...BASE, AI_FLOW_PROJECT_PATH: path, ASK_CLAUDE_SERVED_PROJECTS: served };
    expect(() => readRequest(environment)).toThrow('AI_FLOW_PROJECT_PATH');
  });

  it.each([
    ['AI_FLOW_INPUT', ' \n '],
    ['AI_FLOW_RESOURCE', 'issue/0'],
    ['AI_FLOW_RESOURCE', 'epic/3'],
    ['AI_FLOW_RESOURCE', 'issue/12\nx'],
    ['AI_FLOW_DISCUSSION_ID', '../notes'],
    ['AI_FLOW_REQUEST_ID', 'x'],
    ['AI_FLOW_PROJECT_PATH', 'other/project'],
    ['AI_FLOW_GITLAB_HOSTNAME', 'evil.test'],
    ['AI_FLOW_CONTEXT', '{'],
  ])('ends the job when %s is %j', (key, value) => {
    expect(() => readRequest({ ...BASE, [key]: value })).toThrow(key);
  });
});

describe('the host that was sent', () => {
  it.each(['git.acme.test', 'git.acme.test:8443', ''])('may be %j', (host) => {
    expect(readRequest({ ...BASE, AI_FLOW_GITLAB_HOSTNAME: host }).prompt).toBe('Why?');
  });

  it('has to be this GitLab’s, whose address is known', () => {
    const sent = { ...BASE, AI_FLOW_GITLAB_HOSTNAME: 'git.acme.test' };
    expect(() => readRequest({ ...sent, CI_SERVER_URL: undefined })).toThrow('another host');
    expect(() => readRequest({ ...sent, CI_SERVER_URL: 'https://git.test' })).toThrow(
      'another host',
    );
  });
});

it.each([
  ['ask', 'ask'],
  ['plan', 'plan'],
  ['change', 'change'],
  ['', 'ask'],
])('the mode %j is %s', (mode, read) => {
  expect(readRequest({ ...BASE, AI_FLOW_MODE: mode }).mode).toBe(read);
});

it.each([
  ['issue/12', { type: 'issue', iid: 12 }],
  ['merge_request/7', { type: 'merge_request', iid: 7 }],
  ['none', null],
])('the resource %s is read', (resource, target) => {
  expect(readRequest({ ...BASE, AI_FLOW_RESOURCE: resource })).toMatchObject({ resource, target });
});

it.each([`x${ID}`, `${ID}0`, ID.toUpperCase(), ID.replace('-', '')])(
  'the request’s id is none of the form %s',
  (id) => {
    expect(() => readRequest({ ...BASE, AI_FLOW_REQUEST_ID: id })).toThrow(
      'AI_FLOW_REQUEST_ID does not have its form.',
    );
  },
);

it('no id of a discussion, or of the request, is none', () => {
  const sent = { ...BASE, AI_FLOW_DISCUSSION_ID: '', AI_FLOW_REQUEST_ID: '' };
  expect(readRequest(sent)).toMatchObject({ discussionId: null, requestId: null });
  expect(() => readRequest({ ...BASE, AI_FLOW_DISCUSSION_ID: 'a'.repeat(41) })).toThrow(
    'AI_FLOW_DISCUSSION_ID does not have its form.',
  );
});

function wanting(askClaude: object, more: object = {}) {
  return readRequest({
    ...BASE,
    AI_FLOW_RESOURCE: 'merge_request/34',
    AI_FLOW_CONTEXT: JSON.stringify({ ask_claude: { findings: true, ...askClaude } }),
    ...more,
  });
}

describe('findings one by one', () => {
  it('are given where they are wanted of a merge request', () => {
    expect(wanting({}).wantsFindings).toBe(true);
    expect(wanting({ findings: 'yes' }).wantsFindings).toBe(false);
    expect(wanting({}, { AI_FLOW_RESOURCE: 'issue/12' }).wantsFindings).toBe(false);
    expect(wanting({}, { AI_FLOW_MODE: 'change' }).wantsFindings).toBe(false);
  });

  it('are none where the answer is posted: it has to say it all by itself', () => {
    expect(wanting({ reply: 'note' }).wantsFindings).toBe(false);
  });
});
