import { beforeEach, describe, expect, it, vi } from 'vitest';
import { installedClaude } from '../../../../ci/claude/findClaude.ts';
import { openClaude, type OpenedClaude } from '../../../../ci/claude/openClaude.ts';
import { withClaude } from '../../../../ci/claude/withClaude.ts';
import { Fault } from '../../../../ci/Fault.ts';
import { readRequest } from '../../../../ci/request/readRequest.ts';
import { aJob } from '../aJob.ts';
import { aPlace } from '../aPlace.ts';

vi.mock('../../../../ci/claude/findClaude.ts', { spy: true });
vi.mock('../../../../ci/claude/openClaude.ts', { spy: true });

const HOME = aPlace();
const OTHER = aPlace({ projectPath: 'acme/other' });
const ASK = readRequest({ AI_FLOW_INPUT: 'Why?' });

function anOpened() {
  const close = vi.fn<() => void>();
  const opened: OpenedClaude = {
    program: '/usr/bin/claude',
    request: ASK,
    fallbackModel: '',
    environment: {},
    user: null,
    reading: null,
    close,
  };
  return opened;
}

beforeEach(() => {
  vi.mocked(openClaude).mockReset().mockResolvedValue(anOpened());
  vi.mocked(installedClaude).mockReset().mockResolvedValue('/usr/bin/claude');
});

const places = () => vi.mocked(openClaude).mock.calls.map(([{ place }]) => place.projectPath);

describe('Claude', () => {
  it('is made ready before GitLab is asked where the clone has proved the project', async () => {
    await withClaude(await aJob(), HOME, async (opening) => {
      expect(places()).toEqual(['acme/webshop']);
      expect(await opening(HOME)).toMatchObject({ program: '/usr/bin/claude' });
    });
    expect(openClaude).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['GitLab has yet to prove the job', { ...HOME, unproved: true }, ASK],
    ['another project is asked about', HOME, { ...ASK, otherProject: 'acme/other' }],
  ])('is made ready later, and there, where %s', async (_why, home, request) => {
    await withClaude(await aJob({ request }), home, async (opening) => {
      expect(places()).toEqual([]);
      await opening(OTHER);
    });
    expect(places()).toEqual(['acme/other']);
  });

  it('is not waited for where it has to be fetched first, nor for changes', async () => {
    vi.mocked(openClaude).mockReturnValue(new Promise(() => undefined));
    const began: string[] = [];
    const begin = async (words: string) => {
      began.push(words);
      throw new Fault('over');
    };
    vi.mocked(installedClaude).mockResolvedValue(null);
    void withClaude(await aJob(), HOME, () => begin('not there')).catch(() => undefined);
    vi.mocked(installedClaude).mockResolvedValue('/usr/bin/claude');
    const request = { ...ASK, mode: 'change' as const };
    void withClaude(await aJob({ request }), HOME, () => begin('changes')).catch(() => undefined);
    await expect.poll(() => began).toEqual(['not there', 'changes']);
  });

  it('is ended, and looked for no longer, where the rest fails', async () => {
    const opened = anOpened();
    vi.mocked(openClaude).mockResolvedValue(opened);
    const failing = withClaude(await aJob(), HOME, () => Promise.reject(new Fault('git fetch')));
    await expect(failing).rejects.toThrow('git fetch');
    expect(vi.mocked(openClaude).mock.lastCall?.[2].aborted).toBe(true);
    expect(opened.close).toHaveBeenCalled();
  });

  it('that cannot be had is told where it is wanted alone', async () => {
    vi.mocked(openClaude).mockRejectedValue(new Fault('no key'));
    expect(await withClaude(await aJob(), HOME, async () => 'a twin does it')).toBe(
      'a twin does it',
    );
    await expect(withClaude(await aJob(), HOME, (opening) => opening(HOME))).rejects.toThrow(
      'no key',
    );
  });

  it('ends with the job that is cancelled', async () => {
    const cancelled = new AbortController();
    await withClaude(await aJob({ cancelled: cancelled.signal }), HOME, async () => {
      cancelled.abort();
      expect(vi.mocked(openClaude).mock.lastCall?.[2].aborted).toBe(true);
    });
  });
});
