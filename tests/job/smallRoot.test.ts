import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programFile, smallRootFile } from '../../utils/setup/jobFiles.ts';
import { PROGRAM_PATH } from '../../utils/setup/smallRoot.ts';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

/** The webshop's runner branch with a root file of one screen, and this as the project's own copy of the program. */
function plantSmall(program: string): void {
  const endpoints = { anthropic: shop.sandbox.model?.url ?? '' };
  const root = smallRootFile({ provider: 'claude', endpoints, choices: {} });
  plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': root, [PROGRAM_PATH]: program });
}

describe('a root file of one screen', () => {
  it('does all that the long one does, with the project’s own copy of the program', async () => {
    plantSmall(programFile());
    const words = String.raw`-n "it's" $HOME $$ %PATH% $(id) \\ \n \0`;
    const prompt = `${words}\n!model ${JSON.stringify({ write: ['notes.txt', 'x'] })}`;
    const { status, result } = await shop.ask({ prompt, mode: 'change' });
    expect([status, result.outcome, result.errors]).toEqual(['success', 'changed', []]);
    expect(shop.lastPrompt()).toContain(prompt);
  });

  it.each([
    ['is down', null, 'could not be had from'],
    ['has no such file', { status: 404, text: 'gone' }, 'status 404'],
    ['lies', { status: 200, text: 'console.log("SMUGGLED ".trim())' }, 'another program'],
  ])('asks no model where the program’s address %s', async (_how, answer, words) => {
    const place = createServer((_, response) => {
      response.writeHead(answer?.status ?? 500);
      response.end(answer?.text);
    });
    await new Promise<void>((resolve) => place.listen(0, '127.0.0.1', () => resolve()));
    const address = place.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    if (answer === null) place.close();
    const program = `http://127.0.0.1:${address.port}/ask-claude.mjs`;
    const root = smallRootFile({ provider: 'claude', endpoints: {}, choices: {}, program });
    plantIn(shop, 'ask-claude', { '.gitlab-ci.yml': root });
    const asked = shop.requests().length;
    await expect(shop.ask({ prompt: 'Why?' })).rejects.toThrow(words);
    place.close();
    expect(shop.requests()).toHaveLength(asked);
  });

  it('runs no other program than the one whose hash it has', async () => {
    plantSmall(`${programFile()}\nconsole.log('SMUGGLED');\n`);
    const asked = shop.requests().length;
    await expect(shop.ask({ prompt: 'Why?' })).rejects.toThrow(
      /left no result:\nfailed\n[^]*another program/,
    );
    expect(shop.requests()).toHaveLength(asked);
    const log = shop.sandbox.pipelines('acme/webshop').at(-1)?.jobs[0]?.log ?? '';
    expect(log).not.toContain('SMUGGLED\n');
  });
});
