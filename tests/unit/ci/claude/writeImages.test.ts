import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AskedImage } from '../../../../ci/request/askedImages.ts';
import { writeImages } from '../../../../ci/claude/writeImages.ts';
import { aPng, sha256Of } from '../../fakes/aPng.ts';
import { aFolder, aJob } from '../aJob.ts';
import { recordedApi, Refusal } from '../recordedApi.ts';

const PNG = Buffer.from(aPng());
const SECRET = 'ab'.repeat(16);

function anImage(more: Partial<AskedImage> = {}): AskedImage {
  const asked = { file: '1-bug.png', secret: SECRET, filename: 'bug.png' };
  return { ...asked, sha256: sha256Of(PNG), data: PNG.toString('base64'), ...more };
}

/** A job that was asked about these images, where GitLab answers for `bug.png` as told. */
async function written(images: AskedImage[], answer?: unknown) {
  const reader = recordedApi(
    answer === undefined ? {} : { [`GET /uploads/${SECRET}/bug.png`]: answer },
  );
  const job = await aJob({ reader });
  const folder = await aFolder();
  const lines = await writeImages({ ...job, request: { ...job.request, images } }, folder);
  return { lines, told: job.lines, asked: reader.asked, folder: join(folder, 'images') };
}

test('an image that came along is written byte for byte, and GitLab is not asked', async () => {
  const { lines, folder, asked } = await written([anImage()]);
  expect(await readFile(join(folder, '1-bug.png'))).toEqual(PNG);
  expect(lines).toEqual(['images/1-bug.png: an image that people see in GitLab']);
  expect(asked).toEqual([]);
});

test('an image that did not come along is fetched', async () => {
  const { folder, told } = await written([anImage({ data: null })], PNG);
  expect(await readFile(join(folder, '1-bug.png'))).toEqual(PNG);
  expect(told).toEqual([]);
});

test.each([
  ['GitLab does not give', anImage({ data: null }), new Refusal(404), 'GitLab answered 404'],
  [
    'is another one by now',
    anImage({ data: null }),
    Buffer.from(aPng({ width: 20 })),
    'it is not the one that was asked about',
  ],
  [
    'was changed on its way',
    anImage({ data: Buffer.from(aPng({ width: 20 })).toString('base64') }),
    undefined,
    'it is not the one that was asked about',
  ],
  [
    'is something else',
    anImage({ data: 'aGVsbG8=', sha256: sha256Of(Buffer.from('hello')) }),
    undefined,
    'it is no image',
  ],
  [
    'is too large',
    anImage({ data: null }),
    Buffer.from(aPng({ bytes: 5_000_001 })),
    'it is larger than 5 MB',
  ],
])(
  'attack: of an image that %s nothing is written, and both log and Claude are told',
  async (_, image, answer, why) => {
    const { lines, folder, told } = await written([image], answer);
    expect(await readdir(folder)).toEqual([]);
    expect(told).toEqual([`warning Claude works without image 1: ${why}`]);
    expect(lines).toEqual(['images/1-bug.png is not there: it could not be had']);
  },
);

test('without images there is no folder', async () => {
  const { lines, folder } = await written([]);
  expect(lines).toEqual([]);
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
});
