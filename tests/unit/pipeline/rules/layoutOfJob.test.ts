import { describe, expect, test } from 'vitest';
import { runsOurProgram, layoutOfJob } from '../../../../utils/pipeline/rules/layoutOfJob.ts';

const AGENT = `claude --allowedTools="Bash(git:*)" --permission-mode acceptEdits -p "
Do this.
Context: $AI_FLOW_CONTEXT
Task: $AI_FLOW_INPUT
"`;

describe('both go to a job that hands both to Claude', () => {
  test.each([
    ['in one text, as agents of GitLab do', [AGENT]],
    ['by way of a variable', ['PROMPT="$AI_FLOW_INPUT $AI_FLOW_CONTEXT"', 'claude -p "${PROMPT}"']],
    [
      'by way of a file',
      ['echo "$AI_FLOW_CONTEXT" > /tmp/c.json', 'claude -p "$AI_FLOW_INPUT" < /tmp/c.json'],
    ],
    ['through a pipe', ['printf %s "$AI_FLOW_CONTEXT" | claude -p "$AI_FLOW_INPUT"']],
    ['in a here-document', ['claude -p <<EOF\n${AI_FLOW_CONTEXT}\n${AI_FLOW_INPUT}\nEOF']],
  ])('%s', (_, script) => {
    expect(layoutOfJob({ script })).toBe('both');
  });

  test('by way of the job’s own variables', () => {
    const variables = { ALL: { value: '$AI_FLOW_CONTEXT\n$AI_FLOW_INPUT' } };
    expect(layoutOfJob({ variables, script: ['claude -p "$ALL"'] })).toBe('both');
  });
});

describe('the whole prompt goes to a job that hands on nothing else', () => {
  test.each([
    [
      'though it prints the context first',
      [
        'echo "$AI_FLOW_INPUT for $AI_FLOW_CONTEXT"',
        'claude\n-p "${AI_FLOW_INPUT:-\'Review\'}"\n--debug',
      ],
    ],
    [
      'though it throws the context away',
      ['echo "$AI_FLOW_CONTEXT" > /dev/null', 'claude -p "$AI_FLOW_INPUT" < /dev/null'],
    ],
    [
      'though another file holds the context',
      ['echo "$AI_FLOW_CONTEXT" > /tmp/c.json', 'claude -p "$AI_FLOW_INPUT"'],
    ],
    ['or that hands on the context alone', ['claude -p "$AI_FLOW_CONTEXT"']],
  ])('%s', (_, script) => {
    expect(layoutOfJob({ script })).toBe('prompt');
  });

  test('ours among them', () => {
    const job = { script: ['node "$ASK_CLAUDE_PROGRAM"', AGENT] };
    expect([runsOurProgram(job), layoutOfJob(job)]).toEqual([true, 'prompt']);
    expect(runsOurProgram({ script: [AGENT] })).toBe(false);
  });
});
