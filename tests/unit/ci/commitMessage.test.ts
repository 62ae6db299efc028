import { describe, expect, it } from 'vitest';
import { authorOf, commitMessage, toldOf } from '../../../ci/commitMessage.ts';
import { readRequest } from '../../../ci/readRequest.ts';
import { DEFAULTS, type Settings } from '../../../ci/Settings.ts';
import { aJob } from './aJob.ts';

const request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
const BLOCK = '```commit-message\nfix(cart): count quantities\n\nThe sum ignored them.\n```';

describe('what Claude said of its changes', () => {
  it('stands in a block, which people do not see', () => {
    expect(toldOf(request, `Carts count now.\n\n${BLOCK}\n`)).toEqual({
      answer: 'Carts count now.',
      title: 'fix(cart): count quantities',
      body: 'The sum ignored them.',
    });
  });

  it('is the answer’s first sentence without one, or with an empty one', () => {
    const title = 'Carts count quantities now';
    expect(toldOf(request, `${title}. And more.`)).toMatchObject({ title, body: '' });
    expect(toldOf(request, `${title}.\n\`\`\`commit-message\n\n\`\`\``)).toMatchObject({ title });
  });

  it('is one plain line, whatever it holds', () => {
    const said = `\`\`\`commit-message\n/merge \u202Eevil${'x'.repeat(200)}\n\`\`\``;
    const { title } = toldOf(request, said);
    expect(title).toMatch(/^merge evilx+…$|^merge…$/);
    expect(title.length).toBeLessThanOrEqual(100);
  });

  it('tells nothing of a private ask, and loses the block all the same', () => {
    const told = toldOf({ ...request, isPrivate: true }, `Done.\n${BLOCK}`);
    expect(told).toEqual({ answer: 'Done.', title: 'Changes for #12', body: '' });
  });
});

describe('the commit’s message', () => {
  const told = { answer: '', title: 'Count key-123', body: 'Why.' };
  async function message(settings: Partial<Settings> = {}): Promise<string> {
    return commitMessage(await aJob({ request, settings: { ...DEFAULTS, ...settings } }), told);
  }

  it('has title, body, issue, job and asker, without secrets', async () => {
    expect(await message()).toBe(
      'Count [MASKED]\n\nWhy.\n\nRelated to #12\n\nhttps://git.test/acme/webshop/-/jobs/9\n\nCo-authored-by: Devon <devon@acme.example>\n',
    );
  });

  it('follows the file’s template, with a sign-off', async () => {
    const author = 'Acme Bot <bot@acme.example>';
    const settings = { commitMessage: '[{issue}] {title}', signOff: true, coAuthor: false, author };
    expect(await message(settings)).toBe(
      '[#12] Count [MASKED]\n\nSigned-off-by: Acme Bot <bot@acme.example>\n',
    );
    expect(authorOf({ settings: { ...DEFAULTS, author } })).toEqual({
      name: 'Acme Bot',
      email: 'bot@acme.example',
    });
    expect(authorOf({ settings: DEFAULTS })).toEqual({
      name: 'Claude',
      email: 'noreply@anthropic.com',
    });
  });
});

it('the block of the commit message may be indented, and text may follow it', () => {
  const said = 'One.\n```commit-message\n # The title \n\nWhat,\nand why.\n  ``` \nTwo.';
  expect(toldOf(readRequest({ AI_FLOW_INPUT: 'x' }), said)).toEqual({
    answer: 'One.\nTwo.',
    title: 'The title',
    body: 'What,\nand why.',
  });
});
