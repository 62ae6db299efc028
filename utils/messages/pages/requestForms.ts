import { z } from 'zod';
import type { PartName } from '../../context/Context.ts';
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
/** Prefix and name. */
export const PresetName = z.string().max(70);
export const RunId = z.string().max(100);
export const RunIds = z.array(RunId).max(20);

const Flag = z.boolean().exactOptional();
export const PartsForm = z.strictObject({
  description: Flag,
  comments: Flag,
  threads: Flag,
  diff: Flag,
  commits: Flag,
  jobs: Flag,
  linked: Flag,
  selection: Flag,
} satisfies Record<PartName, typeof Flag>);
/** Switched images, by their ids. */
export const ImagesForm = z.record(z.string().max(200), z.boolean());
/** Ticked threads. */
export const ThreadsForm = z.array(DiscussionId).max(500);

/** What is to be put into the box of the panel that is opened. */
export const ProposedForm = z.object({
  words: WordsForm.exactOptional(),
  preset: PresetName.exactOptional(),
  continues: RunId.exactOptional(),
  amends: RunIds.exactOptional(),
  supersedes: RunIds.exactOptional(),
  parts: PartsForm.exactOptional(),
  images: ImagesForm.exactOptional(),
  threads: ThreadsForm.exactOptional(),
});

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
