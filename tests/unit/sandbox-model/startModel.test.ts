import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { startModel } from '../../sandbox/model/startModel.ts';
import type { Model } from '../../sandbox/model/startModel.ts';

async function open(): Promise<Model> {
  const model = await startModel();
  onTestFinished(() => model.close());
  return model;
}

interface Said {
  tools?: string[];
  prompt: string;
  results?: string[];
}

async function ask(model: Model, { prompt, tools = [], results = [] }: Said) {
  const response = await fetch(`${model.url}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': 'k' },
    body: JSON.stringify({
      model: 'claude-test',
      system: 'Primary working directory: /code\n',
      messages: [
        { role: 'user', content: [{ type: 'document', source: { type: 'text', data: prompt } }] },
        ...results.map((content) => ({
          role: 'user',
          content: [{ type: 'tool_result', content }],
        })),
      ],
      tools: tools.map((name) => ({ name })),
    }),
  });
  return z
    .looseObject({ content: z.array(z.looseObject({ type: z.string() })).optional() })
    .parse(await response.json());
}

it('follows directives, one tool after the other, then answers', async () => {
  const model = await open();
  const prompt = '!model {"bash":"id"}\n!model {"say":"done"}';
  expect(await ask(model, { prompt })).toMatchObject({
    content: [{ type: 'tool_use', name: 'Bash', input: { command: 'id' } }],
  });
  expect(await ask(model, { prompt, results: ['uid=0'] })).toMatchObject({
    content: [{ type: 'text', text: 'done' }],
  });
  expect(model.requests.map((request) => request.prompt)).toEqual([prompt, prompt]);
});

it('plays the story: reads, edits the line that is wrong, sums up', async () => {
  const model = await open();
  const said = { prompt: 'The cart ignores the quantity', tools: ['Read', 'Edit'] };
  expect(await ask(model, said)).toMatchObject({
    content: [{ type: 'text' }, { name: 'Read', input: { file_path: '/code/src/cart.js' } }],
  });
  const read = 'return items.reduce((sum, item) => sum + item.price, 0);';
  expect(await ask(model, { ...said, results: [read] })).toMatchObject({
    content: [
      { type: 'text' },
      { input: { old_string: 'sum + item.price', new_string: 'sum + item.price * item.quantity' } },
    ],
  });
  expect(await ask(model, { ...said, results: [read, 'ok'] })).toMatchObject({
    content: [{ text: expect.stringContaining('`src/cart.js`') }],
  });
});

it('changes nothing that is right already', async () => {
  const model = await open();
  const answer = await ask(model, {
    prompt: 'The cart ignores the quantity',
    tools: ['Read', 'Edit'],
    results: ['sum + item.price * item.quantity'],
  });
  expect(answer).toMatchObject({
    content: [{ text: expect.stringContaining('nothing to change') }],
  });
});

it('answers a review of vouchers with findings', async () => {
  const model = await open();
  const prompt = 'Review this merge request. It adds vouchers: src/voucher.js, voucher codes.';
  expect(
    await ask(model, { prompt, tools: ['Read'], results: ['total - voucher.amount'] }),
  ).toMatchObject({
    content: [{ text: expect.stringContaining('**Negative totals**') }],
  });
});
