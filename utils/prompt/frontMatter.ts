import { z } from 'zod';
import { type BadFileReason, malformed } from './BadFileReason.ts';
import { readPlainYaml } from './readPlainYaml.ts';

/** The head of a command or skill, as far as it counts here. Claude Code ignores what it does not know, and so do we. */
const Head = z.looseObject({
  name: z.string().optional(),
  description: z.string().optional(),
  'argument-hint': z.string().optional(),
  model: z.string().optional(),
  'allowed-tools': z.union([z.string(), z.array(z.string())]).optional(),
});
export type Head = z.infer<typeof Head>;

const FORM = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/;

/** Front matter and text of a Markdown file; `problem` is what is wrong with the former. */
export function frontMatter(
  file: string,
): { ok: true; head: Head; body: string } | { ok: false; problem: BadFileReason } {
  const match = FORM.exec(file);
  if (!match) return { ok: true, head: {}, body: file.trim() };
  const yaml = readPlainYaml(match[1] ?? '');
  if (!yaml.ok) return yaml;
  const head = Head.safeParse(yaml.value);
  if (!head.success) {
    const [issue] = head.error.issues;
    return malformed(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return { ok: true, head: head.data, body: file.slice(match[0].length).trim() };
}
