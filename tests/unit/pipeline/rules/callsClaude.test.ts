import { describe, expect, test } from 'vitest';
import { callsClaude, scriptOf } from '../../../../utils/pipeline/rules/callsClaude.ts';

describe('Claude is called', () => {
  test.each([
    // Words before a command that change nothing about it.
    ...'! ( { if then elif else while until do time exec builtin nohup setsid unbuffer'.split(' '),
    // Programs that start another, with options and what those take.
    'command',
    'command -p',
    'env -i',
    'env -u HOME --unset PATH -C /x --chdir /y A=b',
    'timeout 30m',
    'timeout -k 5 --kill-after 5 -s TERM --signal KILL 30m',
    '/usr/bin/timeout --preserve-status 30m',
    'nice',
    'nice -n 5',
    'nice --adjustment 5',
    'ionice -c 2 -n 7',
    'stdbuf -i 0 -o L -e 0',
    'sudo -E -u me --user me -g us --group us',
    'doas -u me',
    'gosu me',
    'su-exec me:us',
    'runuser -u me --user me',
    'retry -t 3 -d 5',
    'xargs -I % -n 1 -P 2 -L 1 -d , -E end -s 9 -a f',
    'xargs -i',
    // Assignments.
    'A=b _c1+=d',
    'main()',
    'main() {',
  ])('behind %s', (before) => {
    expect(callsClaude(`${before} claude -p hi`)).toBe(true);
  });

  test.each([
    'npx @anthropic-ai/claude-code -p',
    'npx -y @anthropic-ai/claude-code@^2.1.0-beta -p',
    'npx --registry https://npm.test claude -p',
    'npx -p @anthropic-ai/claude-code claude',
    'npx --package @anthropic-ai/claude-code claude',
    'npx -c claude',
    'npx --call claude',
    'bunx claude',
    'pnpx claude',
    'npm exec claude',
    'npm x claude',
    'pnpm dlx claude',
    'pnpm exec claude',
    'yarn dlx claude',
    'yarn exec claude',
    'yarn run claude',
    'bun x claude',
    'bun run claude',
    'yarn claude',
    'pnpm claude',
  ])('by a package runner: %s', (script) => {
    expect(callsClaude(script)).toBe(true);
  });

  test.each([
    'claude',
    'claude.exe -p',
    './node_modules/.bin/claude -p',
    'node node_modules/@anthropic-ai/claude-code/cli.js -p',
    'node /opt/claude-code/cli.mjs',
    '/opt/claude-code/cli.js',
    '$CLAUDE',
    '${CLAUDE_CODE} -p',
    '$CLAUDE_CODE_PATH -p',
    '${CLAUDE_CMD:-npx}; ${BIN:-/usr/bin/claude} -p',
    '${BIN-claude} -p',
    'cat a.txt | claude -p',
    'echo "a | b" | claude -p',
  ])('by whatever name it has: %s', (script) => {
    expect(callsClaude(script)).toBe(true);
  });

  test.each([
    'answer=$(claude -p hi)',
    'echo "$(cat x | claude -p)"',
    'answer=`claude -p hi`',
    'diff a <(claude -p hi)',
    'tee >(claude -p hi)',
    'eval claude -p',
    'eval "claude -p"',
    'sh -c "claude -p"',
    '/bin/bash -lc "claude -p"',
    'dash -c "claude -p"',
    'ash -c "claude -p"',
    'zsh -c "claude -p"',
    'su me -c "claude -p"',
    'script -qec "claude -p" /dev/null',
    'bash -s -- x <<EOF\ncd y\nclaude -p\nEOF',
    'sh -c "bash -c claude"',
  ])('within another command: %s', (script) => {
    expect(callsClaude(script)).toBe(true);
  });

  test.each([
    'docker run --rm -v .:/x image claude -p hi',
    'docker exec box claude --print hi',
    'kubectl exec box -- claude',
    'vault-tool run -- claude',
    'docker --debug run image claude -p',
  ])('in another place: %s', (script) => {
    expect(callsClaude(script)).toBe(true);
  });
});

describe('nothing is called', () => {
  test.each([
    'command -v claude',
    'command -V claude',
    'sudo -u claude make',
    'timeout 5 make claude',
    'which claude',
    'echo claude',
    'npm install @anthropic-ai/claude-code',
    'npm install claude',
    'npm run claude-less',
    'bun add claude',
    'npx prettier claude',
    'npx --yes prettier claude',
    '$CLAUDE_KEY',
    '${CLAUDE_BIN:-less} x',
    '${BIN:-less} claude',
    'cat claude-code/cli.js',
    'cp x y /opt/claude-code/cli.js',
    'echo "a | claude"',
    'docker build claude -p',
    'docker run image claude',
    'docker run image echo claude x -p',
    'docker compose up run -- claude',
    'cat <<EOF\nclaude -p\nEOF',
    'bash x.sh\nclaudette',
    'grep -c claude x',
    'bash x.sh -- claude',
    'export A= claude',
    '1a=b claude',
  ])('by %s', (script) => {
    expect(callsClaude(script)).toBe(false);
  });
});

describe('attack: a script that would take long is not looked through to its end', () => {
  test.each([
    ['commands', `${':\n'.repeat(2_000)}claude -p`],
    ['words', `docker run image ${'x '.repeat(60)}-- claude`],
    ['shells within shells', `${'sh -c $('.repeat(6)}claude -p`],
    ['signs of one command', `echo "${'x'.repeat(20_000)}$(claude -p)"`],
  ])('of many %s', (_, script) => {
    expect(callsClaude(script)).toBe(false);
  });

  test('though one of a usual length is', () => {
    expect(callsClaude(`${':\n'.repeat(1_900)}claude -p`)).toBe(true);
    expect(callsClaude(`docker run image ${'x '.repeat(50)}-- claude`)).toBe(true);
  });
});

test('a job’s script is its lines, those before it first, then the scripts of its steps', () => {
  const job = {
    script: ['b', ['c', ['d', 5]], null],
    before_script: 'a',
    after_script: ['never'],
    run: [{ name: 'x', script: 'e' }, 'none', { step: 'y' }],
  };
  expect(scriptOf(job)).toBe('a\nb\nc\nd\ne');
  expect(scriptOf({})).toBe('');
});
