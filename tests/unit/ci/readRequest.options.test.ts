import { describe, expect, it } from 'vitest';
import { writeBotReview } from '../../../utils/review/BotReview.ts';
import { aFinding, aReview } from './review/aReview.ts';
import { readRequest } from '../../../ci/request/readRequest.ts';

/** What the job made of these options of `ask_claude`. */
function requested(options: unknown, caps = { maxTurns: 40, maxCostUsd: 5 }) {
  const context = JSON.stringify({ ask_claude: options });
  return readRequest({ AI_FLOW_INPUT: 'Why?', AI_FLOW_CONTEXT: context }, caps);
}

describe('an option', () => {
  it.each([
    ['thread', 'thread'],
    ['note', 'note'],
    ['email', 'none'],
    [undefined, 'none'],
  ])('for a reply as %j is for %s', (reply, granted) => {
    expect(requested({ reply }).reply).toBe(granted);
  });

  it.each([true, 'true', 1, undefined])('is private by true alone, not by %j', (value) => {
    expect(requested({ private: value }).isPrivate).toBe(value === true);
  });

  it.each(['low', 'medium', 'high', 'xhigh', 'max'])('may be for the effort %s', (effort) => {
    expect(requested({ effort })).toMatchObject({ effort, refused: [] });
  });

  it.each([
    ['effort', 'huge'],
    ['effort', 3],
    ['language', 'english'],
    ['language', 'en us'],
    ['model', ''],
  ])('for the %s %j is refused', (name, value) => {
    const words = `${name}: not a value that it can have`;
    expect(requested({ [name]: value })).toMatchObject({ [name]: null, refused: [words] });
  });

  it.each(['opus', 'claude-opus-4-1@20250805', 'eu.anthropic.claude:0', 'sonnet[1m]'])(
    'may be for the model %s',
    (model) => {
      expect(requested({ model }).model).toBe(model);
    },
  );

  it.each(['de', 'gsw', 'pt-BR', 'zh_Hant'])('may be for the language %s', (language) => {
    expect(requested({ language }).language).toBe(language);
  });

  it('for fewer turns is rounded down, to one at least', () => {
    expect([3.9, 1, 0.5, 40].map((turns) => requested({ max_turns: turns }).maxTurns)).toEqual([
      3, 1, 1, 40,
    ]);
    expect(requested({ max_turns: 40, max_cost_usd: 5 }).refused).toEqual([]);
  });

  it('above a cap is told with the cap', () => {
    expect(requested({ max_turns: 41, max_cost_usd: 5.5 })).toMatchObject({
      maxTurns: 40,
      maxCostUsd: 5,
      refused: [
        'max_turns: 41 was asked for, the job allows 40',
        'max_cost_usd: 5.5 was asked for, the job allows 5',
      ],
    });
    expect(requested({ max_turns: 0 }).refused).toEqual(['max_turns: the job allows 40']);
    expect(requested({ max_cost_usd: '1' }).refused).toEqual(['max_cost_usd: the job allows 5']);
  });

  it.each(['[]', '7', 'null', '"text"', ' ', '{"ask_claude":[]}', '{"ask_claude":null}'])(
    'is none in the context %s',
    (context) => {
      const request = readRequest({ AI_FLOW_INPUT: 'Why?', AI_FLOW_CONTEXT: context });
      expect(request).toMatchObject({ reply: 'none', isPrivate: false, refused: [] });
    },
  );
});

const ids = Array.from({ length: 21 }, (_, index) => String(index).padStart(40, '0'));
function asked(threads: unknown, more = {}) {
  return readRequest({
    AI_FLOW_INPUT: 'x',
    AI_FLOW_MODE: 'change',
    AI_FLOW_RESOURCE: 'merge_request/34',
    AI_FLOW_CONTEXT: JSON.stringify({ ask_claude: { threads, resolve: true } }),
    ...more,
  });
}

describe('threads that are to be resolved', () => {
  it('are those of a merge request that is changed, each once', () => {
    const two = ids.slice(0, 2);
    expect(asked([...two, ids[0]])).toMatchObject({ threads: two, resolvesThreads: true });
    expect(asked(two, { AI_FLOW_MODE: 'ask' }).threads).toEqual([]);
    expect(asked(two, { AI_FLOW_RESOURCE: 'issue/12' }).threads).toEqual([]);
    expect(asked(undefined).threads).toEqual([]);
  });

  it.each([['x'], [[1]], [['../../x']], [[ids[0]?.toUpperCase().replace('0', 'A')]]])(
    'end the job where they have no such form: %j',
    (threads) => expect(() => asked(threads)).toThrow('ask_claude.threads does not have its form'),
  );

  it('are twenty at most', () => {
    expect(asked(ids.slice(1)).threads).toHaveLength(20);
    expect(() => asked(ids)).toThrow('names 21 threads: one job takes 20');
  });
});

function post(input: string, more = {}) {
  return readRequest({
    AI_FLOW_INPUT: input,
    AI_FLOW_RESOURCE: 'merge_request/34',
    AI_FLOW_CONTEXT: JSON.stringify({ ask_claude: { post_review: true } }),
    ...more,
  });
}

describe('findings that are to be posted', () => {
  const written = writeBotReview(aReview(aFinding()));

  it('are read from what was sent, and only where that is said', () => {
    expect(post(written).review).toEqual(aReview(aFinding()));
    expect(post(written, { AI_FLOW_CONTEXT: '{}' }).review).toBeNull();
  });

  it('end the job where they have no form, or are for no merge request', () => {
    expect(() => post('Why?')).toThrow('do not have their form: send them from the panel');
    expect(() => post(written, { AI_FLOW_RESOURCE: 'issue/12' })).toThrow('for a merge request');
    expect(() => post(written, { AI_FLOW_MODE: 'change' })).toThrow('in mode ask');
  });
});
