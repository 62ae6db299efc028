import { describe, expect, it } from 'vitest';
import { authorOf, commitMessage, changeWordsOf } from '../../../../ci/claude/commitMessage.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { DEFAULTS, type Settings } from '../../../../ci/Settings.ts';
import { aJob } from '../aJob.ts';
import { aPlace } from '../aPlace.ts';

const request = readRequest({ AI_FLOW_INPUT: 'x', AI_FLOW_RESOURCE: 'issue/12' });
const MESSAGE = {
  answer: 'Carts count now.',
  title: 'fix(cart): count quantities',
  body: '\nThe sum ignored them.\n',
};

/** Told by a Claude who said these three. */
function saidIn(message: Partial<typeof MESSAGE>, about = request) {
  const whole = { ...MESSAGE, ...message };
  return changeWordsOf(about, { answer: whole.answer, message: whole });
}

describe('what Claude said of its changes', () => {
  it('is told as it was said', () => {
    expect(saidIn({})).toEqual({ ...MESSAGE, body: 'The sum ignored them.' });
  });

  it('is the answer’s first sentence where there is no title', () => {
    const title = 'Carts count quantities now';
    const answer = `${title}. And more.`;
    expect(saidIn({ answer, title: ' \n' })).toEqual({ answer, title, body: '' });
    expect(changeWordsOf(request, { answer, message: null })).toEqual({ answer, title, body: '' });
  });

  it('has a title of one plain line, whatever it holds', () => {
    expect(saidIn({ title: '/merge \u202Eevil\n\nMore.' }).title).toBe('merge evil');
    expect(saidIn({ title: `# ${'x'.repeat(200)}` }).title).toBe(`${'x'.repeat(99)}…`);
  });

  it('tells nothing of a private ask', () => {
    const { answer } = MESSAGE;
    expect(saidIn({}, { ...request, isPrivate: true })).toEqual({
      answer,
      title: 'Changes for #12',
      body: '',
    });
  });

  it('may be long: its title ends at a word, its text where there is room for no more', () => {
    const title = `${'word '.repeat(19)}${'x'.repeat(20)}`;
    expect(saidIn({ title, body: 'y'.repeat(5_000) })).toMatchObject({
      title: `${'word '.repeat(19).trim()}…`,
      body: 'y'.repeat(4_000),
    });
    const fits = 'z'.repeat(100);
    expect(saidIn({ title: fits }).title).toBe(fits);
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
