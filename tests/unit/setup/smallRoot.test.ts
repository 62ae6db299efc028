import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { programFile, smallRootFile } from '../../../utils/setup/jobFiles.ts';
import { PROVIDERS } from '../../../utils/setup/addJob/Provider.ts';
import { jobsFile } from '../../../utils/setup/jobFiles.ts';
import { hashOf } from '../../../scripts/buildTemplate.ts';

const PLAIN = { provider: 'claude', endpoints: {}, choices: {} } as const;

describe.each(PROVIDERS)('the root file of one screen for %s', (provider) => {
  const text = smallRootFile({
    ...PLAIN,
    provider,
    image: 'acme/claude@sha256:00',
    tags: ['docker'],
  });
  const [header, body] = parseAllDocuments(text).map((document) => document.toJS());

  it('fits on one screen', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(60);
  });

  it('has the job of the long one, with image and tags', () => {
    const long = parse(jobsFile({}));
    const {
      script,
      before_script: _before,
      cache,
      variables,
      rules,
      ...job
    } = {
      ...long['.ask-claude'],
      ...long[provider],
    };
    expect(script).toBeDefined();
    const { extends: _extends, ...rest } = job;
    expect(body[provider]).toMatchObject({
      ...rest,
      image: 'acme/claude@sha256:00',
      tags: ['docker'],
      cache,
      rules,
      variables,
    });
    expect(header.spec.inputs.input).toEqual({ type: 'string', default: '' });
  });

  it('runs the program by its hash alone', () => {
    expect(text).toContain(`echo "${hashOf(programFile())}  $ASK_CLAUDE_PROGRAM" | sha256sum -c`);
  });
});

it('gets the program from where the project says, and clones nothing where the server is named', () => {
  const program = 'https://files.acme.test/ask-claude.mjs';
  const choices = { settings: { server: 'https://git.acme.test' } };
  const text = smallRootFile({ ...PLAIN, program, choices });
  expect(text).toContain(`'${program}' "$ASK_CLAUDE_PROGRAM"`);
  expect(text).toContain('GIT_STRATEGY: none');
  expect(smallRootFile({ ...PLAIN, choices })).toContain('GIT_STRATEGY: fetch');
});

it.each([
  { program: "https://x.test/'; id; '" },
  { image: "alpine'; id" },
  { tags: ["a'] # "] },
  { endpoints: { anthropic: 'https://x.test/$(id)' } },
  { choices: { serve: ['acme'] } },
])('takes nothing that a shell or YAML would read: %j', (wrong) => {
  expect(() => smallRootFile({ ...PLAIN, ...wrong })).toThrow(
    /is not a plain|is no image|has to be/,
  );
});
