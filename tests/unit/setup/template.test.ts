import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  buildComponent,
  buildProgram,
  buildTemplate,
  COMPONENT,
  hashOf,
  PROGRAM,
  TEMPLATE,
  unpacked,
} from '../../../scripts/buildTemplate.ts';
import { ASKED, JOBS_PATH } from '../../../utils/setup/includeFiles.ts';
import { rootFile } from '../../../utils/setup/jobFiles.ts';

const text = readFileSync(TEMPLATE, 'utf8');
const program = readFileSync(PROGRAM, 'utf8');
const jobs = parse(text);
const job = jobs['.ask-claude'];

describe('templates/claude.yml', () => {
  it('brings along the program that can be read, by its hash', () => {
    const packed = unpacked(text);
    expect(packed.program).toBe(program);
    expect(packed.frame).toContain(hashOf(program));
    expect(readFileSync(COMPONENT, 'utf8')).toContain(hashOf(program));
  });

  it('is what ci/ builds to, as is the component', async () => {
    const built = await buildProgram();
    expect(program).toBe(built);
    expect(unpacked(text).frame).toBe(unpacked(await buildTemplate(built)).frame);
    expect(readFileSync(COMPONENT, 'utf8')).toBe(await buildComponent(built));
  });

  it('has a program to be read: one statement a line, no line that hides something far to the right', () => {
    const longest = Math.max(...program.split('\n').map((line) => line.length));
    expect(longest).toBeLessThan(300);
    expect(text.length).toBeLessThan(100_000);
  });

  it('leaves its result to developers, whatever happens, and fails no pipeline', () => {
    expect(job).toMatchObject({
      allow_failure: true,
      interruptible: false,
      timeout: '30 minutes',
      resource_group: 'ask-claude/$AI_FLOW_RESOURCE/$AI_FLOW_PROJECT_PATH',
      retry: { max: 1, when: ['runner_system_failure', 'scheduler_failure'] },
      artifacts: { access: 'developer', when: 'always', paths: ['.claude-ci'] },
    });
  });

  it('says in each job’s own script which provider it is for, where no variable can change it', () => {
    const said = ['claude', 'claude-bedrock', 'claude-vertex'].map(
      (name) => jobs[name].before_script,
    );
    expect(said).toEqual(
      ['anthropic', 'bedrock', 'vertex'].map((name) => [`export ASK_CLAUDE_PROVIDER=${name}`]),
    );
  });

  it('names no registry, and no host but those that a job without a key signs in at', () => {
    const hosts = [...(program + unpacked(text).frame).matchAll(/https?:\/\/([a-z][\w.-]*)/g)].map(
      ([, host]) => host,
    );
    expect([...new Set(hosts)].toSorted()).toEqual([
      'api.anthropic.com',
      'iam.googleapis.com',
      'iamcredentials.googleapis.com',
      'sts.googleapis.com',
    ]);
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

it('is taken in beside other jobs by what npm run job -- --include prints', () => {
  const script = fileURLToPath(new URL('../../../scripts/job.ts', import.meta.url));
  const printed = execFileSync(process.execPath, [script, '--include'], { encoding: 'utf8' });
  expect(parse(printed)).toEqual({
    include: [{ local: JOBS_PATH, rules: [{ if: ASKED }] }],
  });
});
