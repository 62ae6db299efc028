import type { Diff, Note } from '../../../utils/gitlab/entities.ts';
import { aDiff, aDiscussion, aMergeRequest, aNote, dev, mia } from '../../unit/fakes/entities.ts';
import { ok } from '../../unit/fakes/fakeGitLab.ts';
import type { BenchPage } from './BenchPage.ts';

/** Somebody who is no member of the project. */
export const guest = { id: 9, username: 'guest', name: 'Gil Guest' };

const NAMES = ['price', 'voucher', 'basket', 'parcel', 'refund', 'stock', 'tax', 'invoice'];

/** Lines of plausible code, the same for the same seed. */
export function codeLines(count: number, seed = 0): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = NAMES[(index * 5 + seed) % NAMES.length] ?? 'price';
    switch ((index + seed) % 5) {
      case 0:
        return `export function ${name}Of(items: readonly Item[]): number {`;
      case 1:
        return `  const ${name}s = items.filter((item) => item.${name} > ${index});`;
      case 2:
        return `  const sum = ${name}s.reduce((total, item) => total + item.${name}, ${seed});`;
      case 3:
        return `  return Math.max(0, sum);`;
      default:
        return '}';
    }
  });
}

/** A new file of these lines. */
export function newFile(path: string, lines: readonly string[], more: Partial<Diff> = {}): Diff {
  const body = lines.map((line) => `+${line}\n`).join('');
  return aDiff(path, `@@ -0,0 +1,${lines.length} @@\n${body}`, { new_file: true, ...more });
}

/** A changed file, one hunk for each `[first line, lines with their marks]`. */
export function changed(path: string, ...hunks: [start: number, lines: string[]][]): Diff {
  let moved = 0;
  const texts = hunks.map(([start, lines]) => {
    const old = lines.filter((line) => !line.startsWith('+')).length;
    const fresh = lines.filter((line) => !line.startsWith('-')).length;
    const head = `@@ -${start},${old} +${start + moved},${fresh} @@`;
    moved += fresh - old;
    return [head, ...lines, ''].join('\n');
  });
  return aDiff(path, texts.join(''));
}

export function comment(body: string, more: Partial<Note> = {}) {
  return aDiscussion([aNote(body, { body_html: `<p>${body}</p>`, ...more })], {
    id: body.length.toString(16).padStart(40, '0'),
    individual_note: true,
  });
}

export const everyone: BenchPage['answers'] = {
  user: async () => ok(mia),
  members: async () => ok({ items: [{ id: mia.id }, { id: dev.id }], complete: true }),
  file: async () => ({ ok: false, failure: { kind: 'not_found' } }),
};

const nothingElse: BenchPage['answers'] = {
  ...everyone,
  closesIssues: async () => ok([]),
  mergeRequestPipelines: async () => ok([]),
  discussions: async () => ok([]),
  commits: async () => ok([]),
};

/** A merge request of these files, asked for a review. */
export function mergeRequestOf(
  name: string,
  about: { title: string; description: string },
  diffs: readonly Diff[],
  more: Partial<BenchPage> = {},
): BenchPage {
  const page = aMergeRequest({
    ...about,
    description_html: `<p>${about.description}</p>`,
    changes_count: String(diffs.length),
  });
  return {
    name,
    type: 'merge_request',
    iid: 34,
    preset: 'review',
    ...more,
    answers: {
      ...nothingElse,
      mergeRequest: async () => ok(page),
      diffs: async () => ok([...diffs]),
      ...more.answers,
    },
  };
}
