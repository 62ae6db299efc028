import { readFile } from '../git/git.ts';
import { type Position, type Project, type Suggestion, nextId } from '../state/State.ts';

const BLOCK = /^```suggestion(?::-(\d+)\+(\d+))?[ \t]*\n([\s\S]*?)^```[ \t]*$/gm;

/** What a note at a line of the new side proposes for the lines around it. */
export async function readSuggestions(
  project: Project,
  body: string,
  position: Position | null,
): Promise<Suggestion[]> {
  if (position?.position_type !== 'text' || position.new_path === null) return [];
  const line = position.new_line;
  if (line === null) return [];
  const blocks = [...body.matchAll(BLOCK)];
  if (blocks.length === 0) return [];
  const bytes = await readFile(project.repository, position.head_sha, position.new_path);
  const lines = (bytes?.toString('utf8') ?? '').split(/(?<=\n)/);
  return blocks.map(([, above = '0', below = '0', text = '']) => {
    const fromLine = Math.max(1, line - Number(above));
    const toLine = line + Number(below);
    return {
      id: nextId(),
      fromLine,
      toLine,
      fromContent: lines.slice(fromLine - 1, toLine).join(''),
      toContent: text,
      appliedById: null,
    };
  });
}
