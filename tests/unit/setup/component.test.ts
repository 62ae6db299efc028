import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { settingsOf } from '../../../ci/Settings.ts';
import { componentFile } from '../../../utils/setup/jobFiles.ts';

const Input = z.object({
  type: z.string().optional(),
  default: z.unknown(),
  regex: z.string().optional(),
  options: z.array(z.string()).optional(),
});
const [header, body] = parseAllDocuments(componentFile()).map((document) => document.toJS());
const inputs = Object.entries(
  z.object({ spec: z.object({ inputs: z.record(z.string(), Input) }) }).parse(header).spec.inputs,
);
const texts = inputs.filter(([, { type, options }]) => type === undefined && !options);

/** What GitLab puts in the place of a block, for these values and else the defaults. */
function filled(values: Record<string, unknown>): string {
  return body['.ask-claude'].script[0].replace(
    /\$\[\[ inputs\.(\w+) \]\]/g,
    (_: string, name: string) => String(values[name] ?? Object.fromEntries(inputs)[name]?.default),
  );
}

function settingsIn(script: string) {
  const [, literal = ''] = /^export ASK_CLAUDE_SETTINGS='(.*)'$/m.exec(script) ?? [];
  return settingsOf({ ASK_CLAUDE_SETTINGS: literal });
}

describe('the component’s inputs', () => {
  it.each(texts)('%s takes nothing that ends a shell’s literal', (_name, { regex }) => {
    for (const wrong of ["'; id; '", "a' b", 'x"y\'z'])
      expect(new RegExp(regex ?? '').test(wrong), wrong).toBe(false);
  });

  it.each(texts)('%s takes its own default', (_name, input) => {
    expect(new RegExp(input.regex ?? '').test(String(input.default))).toBe(true);
  });

  it('come to what the job does without a word', () => {
    expect(settingsIn(filled({}))).toEqual(settingsOf({}));
  });

  it('reach the job as its settings, which names what has no form', () => {
    const script = filled({ check: 'npm test', max_turns: 9, sign_off: true, foundry: 'acme-ai' });
    expect(settingsIn(script)).toMatchObject({
      check: 'npm test',
      maxTurns: 9,
      signOff: true,
      foundry: 'acme-ai',
    });
    expect(() => settingsIn(filled({ max_turns: 5_000 }))).toThrow('The setting max_turns');
    expect(() => settingsIn(filled({ server: 'https://a/$(id)' }))).toThrow('The setting server');
  });
});
