import { z } from 'zod';
import { harmless } from '../../context/clean/harmless.ts';

/** One thing that a scanner says of a file. */
export interface SarifResult {
  /** Id of the rule, e.g. `GL012`. */
  rule: string;
  /** Path in the repository; null where the scanner names none. */
  path: string | null;
  /** From 1. */
  line: number;
  /** What the scanner says, in one line. */
  message: string;
}

/** In UTF-16 units; more is not read. */
const LONGEST = 2_000_000;
/** More are not shown. */
const MOST = 40;

const Location = z.object({
  physicalLocation: z.object({
    artifactLocation: z.object({ uri: z.string() }).optional(),
    region: z.object({ startLine: z.number().int().positive() }).optional(),
  }),
});
const Sarif = z.object({
  runs: z.array(
    z.object({
      results: z
        .array(
          z.object({
            ruleId: z.string().regex(/^[\w./-]{1,60}$/),
            level: z.string().optional(),
            message: z.object({ text: z.string() }),
            locations: z.array(Location).optional().catch(undefined),
            suppressions: z.array(z.unknown()).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});

/** A path within the repository, or null: it becomes a part of an address. */
function pathOf(uri: string | undefined): string | null {
  const path = uri?.replace(/^(?:file:\/\/)?(?:\.?\/)?(?:builds\/[^/]+\/[^/]+\/)?/, '') ?? '';
  const isPlain =
    path !== '' && path.length <= 300 && !/[\\:?#%\p{C}]|^\/|(?:^|\/)\.\.?(?:\/|$)/u.test(path);
  return isPlain ? path : null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Reads a report in SARIF 2.1.0 (OASIS), as a scanner in the project's pipeline wrote it; null for anything else. What the project
 * suppressed is left out, and so is what passed.
 */
export function readSarif(text: string): SarifResult[] | null {
  if (text.length > LONGEST) return null;
  const read = Sarif.safeParse(json(text));
  if (!read.success) return null;
  return read.data.runs
    .flatMap(({ results }) => results ?? [])
    .filter(({ level, suppressions }) => level !== 'none' && !suppressions?.length)
    .slice(0, MOST)
    .map(({ ruleId: rule, message, locations }) => {
      const at = locations?.[0]?.physicalLocation;
      return {
        rule,
        path: pathOf(at?.artifactLocation?.uri),
        line: at?.region?.startLine ?? 1,
        message: harmless(message.text.split('\n')[0] ?? ''),
      };
    });
}
