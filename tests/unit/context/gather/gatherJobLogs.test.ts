import { expect, test } from 'vitest';
import { byteLength } from '../../../../utils/context/byteLength.ts';
import { aJob } from '../../fakes/entities.ts';
import { fails, ok } from '../../fakes/fakeGitLab.ts';
import { gatheredJobs } from '../../fakes/gatheredJobs.ts';

test('a long log says how much is missing, and more of it where there is room', async () => {
  const log = `first\n${'noise\n'.repeat(5000)}last\n`;
  const { texts, part } = await gatheredJobs({ trace: async () => ok(log) });
  expect(texts[1]).toMatch(/\nfirst\n[^]*\n\[\d+ lines are left out here\]\n[^]*last$/);
  expect(texts[1]?.length).toBeLessThan(8_000);
  const [, job] = part.items;
  const more = job?.grow?.(20_000).text ?? '';
  expect(more.length).toBeGreaterThan(18_000);
  expect(more.length).toBeLessThanOrEqual(20_000);
  expect(job?.grow?.(900_000).text.length).toBeGreaterThan(30_000);
});

test('a key in a long log is masked also where the log is cut within it', async () => {
  const key = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA7bq4v3T1gH9w8n5mX2l0K3J6y9PmQ8rT5uV1wX2yZ3aB4cD5\n'.repeat(200)}-----END RSA PRIVATE KEY-----\n`;
  const { texts } = await gatheredJobs({ trace: async () => ok(`first\n${key}last\n`) });
  expect(texts[1]).not.toContain('MIIEpAIBAAK');
  expect(texts[1]).toContain('[MASKED private-key]');
});

test('a log that cannot be read costs that log', async () => {
  const { texts } = await gatheredJobs({ trace: async () => fails('rate_limited') });
  expect(texts[1]).toContain('(its log could not be read: rate_limited)');
});

test('an empty log says so', async () => {
  const { texts } = await gatheredJobs({ trace: async () => ok(' \n') });
  expect(texts[1]).toContain('(its log is empty)');
});

const long = (line: string) => Array.from({ length: 5_000 }, (_, at) => `${line} ${at}`).join('\n');

test('a log that is shown whole, and one that stands above already, ask for no more room', async () => {
  const whole = await gatheredJobs({ trace: async () => ok('x'.repeat(7_500)) });
  expect(whole.part.items[1]).not.toHaveProperty('grow');
  const { part } = await gatheredJobs({
    failedJobs: async () => ok([1, 2].map((id) => aJob('failed', { id, name: `job${id}` }))),
    trace: async () => ok(`Error: no cart\n${long('after')}`),
  });
  expect(part.items.map(({ grow }) => grow !== undefined)).toEqual([false, true, false]);
});

test('room is counted in bytes: a log of wide characters takes no more of it', async () => {
  const { part } = await gatheredJobs({ trace: async () => ok(long('日本語のログ')) });
  const more = byteLength(part.items[1]?.grow?.(40_000).text ?? '');
  expect(more).toBeGreaterThan(35_000);
  expect(more).toBeLessThanOrEqual(40_000);
});

test('what the user puts back stays there where more of the log is shown', async () => {
  const token = `glpat-${'Ab1'.repeat(7)}`;
  const { part } = await gatheredJobs({ trace: async () => ok(`${long('noise')}\n${token}`) });
  const [, job] = part.items;
  const keys = job?.removals.flatMap(({ key }) => key ?? []) ?? [];
  expect(job?.grow?.(20_000).text).toContain('[MASKED gitlab-token]');
  expect(job?.grow?.(20_000, new Set(keys)).text).toContain(token);
});
