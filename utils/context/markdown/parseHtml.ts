import { type AnyNode, DomHandler } from 'domhandler';
import { Parser } from 'htmlparser2';
import { isSilent } from './elements.ts';

/** GitLab itself ends at about 250 levels; what stands deeper goes without its structure. */
const DEEPEST = 300;
/** The parser looks through all open elements at each end of one; with more of them, what follows is not read. */
const MOST_OPEN = 10_000;

class TooManyOpen extends Error {}

/** Builds no tree that is deeper than anybody can mean, and nothing of what shows nothing: each step through the tree stays cheap. */
class ShownHandler extends DomHandler {
  #depth = 0;
  /** How deep the element is, of those open, whose content shows nothing. */
  #silentAt: number | null = null;

  override onopentag(name: string, attribs: Record<string, string>): void {
    this.#depth += 1;
    if (this.#depth > MOST_OPEN) throw new TooManyOpen();
    if (this.#silentAt !== null) return;
    if (isSilent(name)) this.#silentAt = this.#depth;
    if (this.#depth <= DEEPEST) super.onopentag(name, attribs);
  }

  override onclosetag(): void {
    const isInside = this.#silentAt !== null && this.#silentAt < this.#depth;
    if (this.#silentAt === this.#depth) this.#silentAt = null;
    if (!isInside && this.#depth <= DEEPEST) super.onclosetag();
    this.#depth -= 1;
  }

  override ontext(text: string): void {
    if (this.#silentAt === null) super.ontext(text);
  }

  override oncomment(): void {
    // Nobody sees a comment.
  }

  override oncommentend(): void {
    // Nor its end.
  }
}

/** Reads HTML as browsers do, however broken it is. */
export function parseHtml(html: string): AnyNode[] {
  const handler = new ShownHandler();
  try {
    new Parser(handler).end(html);
  } catch (error) {
    if (!(error instanceof TooManyOpen)) throw error;
  }
  return handler.root.children;
}
