import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildTemplate, TEMPLATE } from '../../../scripts/buildTemplate.ts';
import { rootFile } from '../../../utils/setup/jobFiles.ts';

const text = readFileSync(TEMPLATE, 'utf8');
const job = parse(text)['.ask-claude'];

describe('templates/claude.yml', () => {
  it('is what ci/ builds to', async () => {
    expect(text).toBe(await buildTemplate());
  });

  it('stays readable: one statement a line, no line that hides something far to the right', () => {
    const longest = Math.max(...text.split('\n').map((line) => line.length));
    expect(longest).toBeLessThan(200);
    expect(text.length).toBeLessThan(100_000);
  });

  it('leaves its result to developers, whatever happens, and fails no pipeline', () => {
    expect(job).toMatchObject({
      allow_failure: true,
      interruptible: false,
      timeout: '30 minutes',
      resource_group: 'ask-claude/$AI_FLOW_RESOURCE',
      retry: { max: 1, when: ['runner_system_failure', 'scheduler_failure'] },
      artifacts: { access: 'developer', when: 'always', paths: ['.claude-ci'] },
    });
  });

  it('names no registry and no other host', () => {
    expect(text).not.toMatch(/https?:\/\/(?!\[)[a-z]/);
  });
});

it('is printed by npm run job, filled in, as the jobs file or as the root file', () => {
  const script = fileURLToPath(new URL('../../../scripts/job.ts', import.meta.url));
  const anthropic = 'http://127.0.0.1:4711';
  const printed = execFileSync(process.execPath, [script, '--root', '--anthropic', anthropic], {
    encoding: 'utf8',
  });
  expect(printed).toBe(rootFile({ anthropic }));
});
