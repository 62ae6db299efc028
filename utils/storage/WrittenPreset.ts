import { z } from 'zod';
import type { PartName } from '../context/Context.ts';
import type { PageType } from '../page/PageRef.ts';
import type { AskOptions, Effort } from '../prompt/AskOptions.ts';
import type { Mode } from '../prompt/Preset.ts';

/** What the job would take, too: `ci/request/readRequest.ts` holds the same forms. */
const options = {
  model: z
    .string()
    .regex(/^[A-Za-z0-9][\w.:@/-]{0,99}$/, 'is no name of a model')
    .exactOptional(),
  effort: z
    .enum(['low', 'medium', 'high', 'xhigh', 'max'] satisfies readonly Effort[])
    .exactOptional(),
  max_turns: z.number().int().min(1).max(10_000).exactOptional(),
  max_cost_usd: z.number().positive().max(10_000).exactOptional(),
  language: z
    .string()
    .regex(
      /^(page|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})$/,
      'is neither "page" nor a language tag such as "es" or "pt-BR"',
    )
    .exactOptional(),
};

/** Model, limits and language as messages and files hold them. */
export const AskOptionsForm: z.ZodType<AskOptions> = z.strictObject(options);
export const askOptionFields = options;

const pages = ['issue', 'merge_request'] as const satisfies readonly PageType[];
const modes = ['ask', 'change', 'plan'] as const satisfies readonly Mode[];
const parts = [
  'description',
  'comments',
  'threads',
  'diff',
  'commits',
  'jobs',
  'linked',
  'selection',
] as const satisfies readonly PartName[];

export const ModeForm = z.enum(modes);

/** A preset as people write it: on the options page, in a file that is exported and imported, and in a project's `.gitlab/ask-claude.yml`. */
export const WrittenPreset = z.strictObject({
  /** Small letters, digits and hyphens, of any script. */
  name: z
    .string()
    .max(60)
    .regex(/^[\p{L}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u, 'is not in kebab-case'),
  title: z.string().trim().min(1).max(80).exactOptional(),
  description: z.string().trim().max(200).exactOptional(),
  mode: ModeForm,
  pages: z
    .array(z.enum(pages))
    .min(1)
    .max(2)
    .default([...pages]),
  from: z
    .array(z.enum(['page', 'thread']))
    .min(1)
    .max(2)
    .default(['page']),
  parts: z
    .array(z.enum(parts))
    .max(parts.length)
    .default(['description', 'threads', 'comments', 'diff', 'selection']),
  /** What Claude is told, with `{{placeholders}}`. */
  words: z.string().trim().min(1).max(20_000),
  ...options,
});
export type WrittenPreset = z.infer<typeof WrittenPreset>;

/** Where a value is wrong, and why, in one line. */
export function whatIsWrong(error: z.ZodError): string {
  const [issue] = error.issues;
  const place = issue?.path.join('.') ?? '';
  return [place, issue?.message ?? ''].filter((text) => text !== '').join(': ');
}
