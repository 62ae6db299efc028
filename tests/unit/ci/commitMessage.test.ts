import { describe, expect, it } from 'vitest';
import { authorOf, commitMessage, toldOf } from '../../../ci/commitMessage.ts';
import { readRequest } from '../../../ci/readRequest.ts';
import { DEFAULTS, type Settings } from '../../../ci/Settings.ts';
import { aJob } from './aJob.ts';
import { aPlace } from './aPlace.ts';

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

describe('the block of the commit message', () => {
  it.each([
    ['is fenced by tildes', '~~~commit-message\nfix: a\n~~~'],
    ['is fenced by more backticks', '````commit-message\nfix: a\n````'],
    ['is indented as far as a fence may be', '   ```commit-message\nfix: a\n```'],
    ['never ends', '```commit-message\nfix: a'],
    ['has words after its language', '```commit-message title\nfix: a\n```'],
    ['follows another', '```commit-message\nold\n```\n```commit-message\nfix: a\n```'],
  ])('is found where it %s', (_how, said) => {
    expect(toldOf(request, said)).toMatchObject({ title: 'fix: a', body: '' });
  });

  it.each([
    ['is indented as code', '    ```commit-message\nfix: a\n```'],
    ['has another language', '```commit-messages\nfix: a\n```'],
    ['stands within a line', 'See ```commit-message\nfix: a\n```'],
  ])('is none where it %s', (_how, said) => {
    expect(toldOf(request, said).answer).toBe(said);
  });

  it('ends at a fence like its first one: others belong to its text', () => {
    const said = '````commit-message\nfix: a\n\n```\nold()\n```\n````\nDone.';
    expect(toldOf(request, said)).toEqual({
      answer: 'Done.',
      title: 'fix: a',
      body: '```\nold()\n```',
    });
  });

  it('may be long: its title ends at a word, its text where there is room for no more', () => {
    const title = `${'word '.repeat(19)}${'x'.repeat(20)}`;
    const said = `\`\`\`commit-message\n${title}\n\n${'y'.repeat(5_000)}\n\`\`\``;
    const told = toldOf(request, said);
    expect(told.title).toBe(`${'word '.repeat(19).trim()}…`);
    expect(told.body).toBe('y'.repeat(4_000));
    const fits = 'z'.repeat(100);
    expect(toldOf(request, `\`\`\`commit-message\n${fits}\n\`\`\``).title).toBe(fits);
  });
});

describe('the job’s own form of a message', () => {
  const told = { answer: '', title: 'Fix', body: '' };

  it('leaves out what there is none of', async () => {
    const place = aPlace({ jobUrl: '', asker: { id: null, name: 'Devon', email: '' } });
    const about = { ...request, target: null };
    expect(commitMessage(await aJob({ request: about, place }), told)).toBe('Fix\n');
    const nobody = aPlace({ jobUrl: '', asker: { id: 3, name: '', email: 'd@acme.example' } });
    expect(commitMessage(await aJob({ request: about, place: nobody }), told)).toBe('Fix\n');
  });

  it('relates a merge request by its own sign, and is signed off by Claude where nobody is named', async () => {
    const about = { ...request, target: { type: 'merge_request' as const, iid: 34 } };
    const settings = { ...DEFAULTS, signOff: true };
    expect(commitMessage(await aJob({ request: about, settings }), told)).toBe(
      'Fix\n\nRelated to !34\n\nhttps://git.test/acme/webshop/-/jobs/9\n\nCo-authored-by: Devon <devon@acme.example>\nSigned-off-by: Claude <noreply@anthropic.com>\n',
    );
  });

  it('keeps a template’s lines, but no spaces at their ends and no gaps', async () => {
    const template = '{title} \n\n\n\n{body}\n{asker} {other}  ';
    const settings = { ...DEFAULTS, commitMessage: template, coAuthor: false };
    const words = { ...told, body: 'One.\n\nTwo.' };
    expect(commitMessage(await aJob({ request, settings }), words)).toBe(
      'Fix\n\nOne.\n\nTwo.\nDevon {other}\n',
    );
  });
});
