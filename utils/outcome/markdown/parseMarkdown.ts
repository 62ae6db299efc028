import MarkdownIt, { type Token } from 'markdown-it';
import { DEEPEST_NESTING, plainBlocks, type Block, type Inline } from './MarkdownTree.ts';
import { withTask } from './withTask.ts';

const reader = new MarkdownIt({ html: false, linkify: true, maxNesting: 4 * DEEPEST_NESTING });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// Which addresses may be links is decided where they are shown or written: one that may not is shown all the same.
reader.validateLink = () => true;
// As they were written, for people too: nothing of an address looks like another one.
reader.normalizeLink = (address) => address;
reader.normalizeLinkText = (address) => address;

/** Walks markdown-it's flat list of tokens, in which each opening one has its closing one. */
class Walk {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  /** What `read` gives for each token up to the closing one of the token before. */
  within<Node>(read: (token: Token) => Node[]): Node[] {
    const found: Node[] = [];
    for (let token = this.next(); token && token.nesting !== -1; token = this.next())
      found.push(...read(token));
    return found;
  }
}

function inlineOf(token: Token, walk: Walk): Inline[] {
  const children = () => walk.within((child) => inlineOf(child, walk));
  switch (token.type) {
    case 'code_inline':
      return [{ type: 'code', text: token.content }];
    case 'softbreak':
    case 'hardbreak':
      return [{ type: 'break', hard: token.type === 'hardbreak' }];
    case 'strong_open':
      return [{ type: 'strong', children: children() }];
    case 'em_open':
      return [{ type: 'em', children: children() }];
    case 's_open':
      return [{ type: 'del', children: children() }];
    case 'link_open':
      return [{ type: 'link', href: String(token.attrGet('href') ?? ''), children: children() }];
    case 'image':
      return [
        { type: 'image', href: String(token.attrGet('src') ?? ''), children: inlines(token) },
      ];
    default:
      return token.content === '' ? [] : [{ type: 'text', text: token.content }];
  }
}

function inlines({ children }: Token): Inline[] {
  const walk = new Walk(children ?? []);
  return walk.within((token) => inlineOf(token, walk));
}

function childrenOf(walk: Walk): Inline[] {
  return walk.within((token) => inlines(token));
}

function listOf(open: Token, walk: Walk): Block {
  let tight = true;
  const items = walk.within(() => {
    const item = walk.within((token) => {
      if (token.type === 'paragraph_open' && !token.hidden) tight = false;
      return blockOf(token, walk);
    });
    return [withTask(item)];
  });
  const start = open.type === 'ordered_list_open' ? Number(open.attrGet('start') ?? 1) : null;
  return { type: 'list', start, tight, items };
}

function tableOf(walk: Walk): Block {
  const align: (string | null)[] = [];
  const rows = walk.within(() =>
    walk.within(() => [
      walk.within((cell) => {
        if (cell.type === 'th_open')
          align.push(/:(\w+)/.exec(String(cell.attrGet('style') ?? ''))?.[1] ?? null);
        return [childrenOf(walk)];
      }),
    ]),
  );
  const [head = [], ...body] = rows;
  const sides = align.map((side) =>
    side === 'left' || side === 'center' || side === 'right' ? side : null,
  );
  return { type: 'table', align: sides, head, rows: body };
}

function blockOf(token: Token, walk: Walk): Block[] {
  switch (token.type) {
    case 'heading_open':
      return [{ type: 'heading', depth: Number(token.tag.slice(1)), children: childrenOf(walk) }];
    case 'paragraph_open':
      return [{ type: 'paragraph', children: childrenOf(walk) }];
    case 'blockquote_open':
      return [{ type: 'quote', blocks: walk.within((child) => blockOf(child, walk)) }];
    case 'bullet_list_open':
    case 'ordered_list_open':
      return [listOf(token, walk)];
    case 'table_open':
      return [tableOf(walk)];
    case 'hr':
      return [{ type: 'rule' }];
    case 'fence':
    case 'code_block':
      return [
        {
          type: 'code',
          language: token.info.trim().split(/\s/, 1)[0] ?? '',
          text: token.content.replace(/\n$/, ''),
        },
      ];
    default:
      return [];
  }
}

/**
 * Reads Markdown by people or machines with markdown-it: CommonMark with GFM's tables, strikethrough and bare addresses; HTML is text.
 * What goes deeper than anybody reads is words alone.
 */
export function parseMarkdown(text: string): Block[] {
  const source = text.replaceAll('\0', '').replace(/\r\n?/g, '\n');
  const tokens = reader.parse(source, {});
  // Where it stops going deeper, markdown-it drops the rest.
  if (tokens.some(({ level }) => level >= 2 * DEEPEST_NESTING)) return plainBlocks(source);
  const walk = new Walk(tokens);
  return walk.within((token) => blockOf(token, walk));
}
