import { z } from 'zod';

/**
 * A list in which an entry that cannot be read costs itself alone. Where none of them can, the list is not what was asked for, and the
 * first entry's fault is told.
 */
export function tolerantList<Item>(item: z.ZodType<Item>): z.ZodType<Item[]> {
  return z.array(z.unknown()).transform((entries, context) => {
    const read = entries.map((entry) => item.safeParse(entry));
    const items = read.flatMap((one) => (one.success ? [one.data] : []));
    const fault = read[0]?.error?.issues[0];
    if (items.length > 0 || fault === undefined) return items;
    context.addIssue({ code: 'custom', message: fault.message, path: [0, ...fault.path] });
    return z.NEVER;
  });
}
