import { z } from 'zod';
import type { Selected, SelectionOrigin } from '../../page/selected/Selected.ts';

/** Forms that requests of page scripts share. */

export const Nothing = z.object({});
export const DiscussionId = z.string().regex(/^[0-9a-f]{40}$/);
export const Comment = z.object({
  noteId: z.int().positive(),
  discussionId: DiscussionId.exactOptional(),
});
/** Larger than anything that can be sent; keeps a page from filling the storage. */
export const WordsForm = z.string().max(200_000);

const Name = z.string().max(4000);
const Line = z.int().positive();
const Lines = z.object({ first: Line, last: Line });
const Origin: z.ZodType<SelectionOrigin> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('diff'),
    path: Name,
    old: Lines.exactOptional(),
    new: Lines.exactOptional(),
  }),
  z.object({ kind: z.literal('description') }),
  z.object({ kind: z.literal('comment'), author: Name.exactOptional() }),
  z.object({ kind: z.literal('log'), job: Name, lines: Lines.exactOptional() }),
  z.object({
    kind: z.literal('file'),
    path: Name,
    ref: Name.exactOptional(),
    lines: Lines.exactOptional(),
  }),
]);
export const SelectedForm: z.ZodType<Selected> = z.object({
  text: WordsForm,
  from: Origin.exactOptional(),
});
