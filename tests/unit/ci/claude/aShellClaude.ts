import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { StreamEvent } from '../../../../ci/claude/claudeResult.ts';
import { startClaude, type Task } from '../../../../ci/claude/startClaude.ts';

type Options = Parameters<typeof startClaude>[0];

/** A shell script in the place of Claude Code. */
export function start(script: string, more: Partial<Options> = {}) {
  return startClaude({
    program: '/bin/sh',
    arguments: ['-c', script],
    folder: realpathSync(tmpdir()),
    environment: { GREETING: 'hello' },
    user: null,
    signal: new AbortController().signal,
    ...more,
  });
}

/** Starts it and asks it at once. */
export async function run(script: string, more: Partial<Options & Task> = {}) {
  const events: StreamEvent[] = [];
  const result = await start(script, more).ask({
    input: 'Why?\n',
    minutes: 1,
    onEvent: (event) => events.push(event),
    ...more,
  });
  return { result, events };
}
