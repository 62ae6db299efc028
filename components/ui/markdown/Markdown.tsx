import { i18n } from '#i18n';
import { createElement, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import {
  inlineWords,
  type Block,
  type Inline,
  type MarkdownTable,
} from '../../../utils/outcome/markdown/MarkdownTree.ts';
import { parseMarkdown } from '../../../utils/outcome/markdown/parseMarkdown.ts';
import { AnswerPlace } from './AnswerPlace.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { Link } from '../Link.tsx';
import { PathLinks } from './PathLinks.tsx';
import { safeHref } from '../safeHref.ts';

/** Within a link nothing else is one. */
const NOWHERE: AnswerPlace = {
  blobOf: () => undefined,
  showLine: () => null,
  suggests: false,
};

/**
 * Markdown by people or machines, as nodes: no string ever becomes HTML. Raw HTML is shown as it was written, links are
 * http(s) only and tell their host, images are named and never loaded.
 */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <div class="markdown">{blocks.map(blockNode)}</div>;
}

/** From left to right or from right to left, as its words are. */
const AS_WRITTEN = { dir: 'auto' } as const;

function blockNode(block: Block): ComponentChildren {
  switch (block.type) {
    case 'rule':
      return <hr />;
    case 'heading':
      // The panel's own headings end at level 3.
      return createElement(
        `h${Math.min(6, block.depth + 3)}`,
        AS_WRITTEN,
        inlineNodes(block.children),
      );
    case 'paragraph':
      return <p {...AS_WRITTEN}>{inlineNodes(block.children)}</p>;
    case 'quote':
      return <blockquote {...AS_WRITTEN}>{block.blocks.map(blockNode)}</blockquote>;
    case 'code':
      return <CodeBlock text={block.text} language={block.language} />;
    case 'list':
      return listNode(block);
    case 'table':
      return tableNode(block);
  }
}

function inlineNodes(nodes: readonly Inline[]): ComponentChildren {
  return nodes.map(inlineNode);
}

function inlineNode(node: Inline): ComponentChildren {
  switch (node.type) {
    case 'text':
      return <PathLinks text={node.text} />;
    case 'code':
      return (
        <code>
          <PathLinks text={node.text} />
        </code>
      );
    case 'break':
      return <br />;
    case 'strong':
    case 'em':
    case 'del':
      return createElement(node.type, null, inlineNodes(node.children));
    case 'link':
      return (
        <ToldLink href={node.href} words={inlineWords(node.children)}>
          <AnswerPlace.Provider value={NOWHERE}>{inlineNodes(node.children)}</AnswerPlace.Provider>
        </ToldLink>
      );
    case 'image': {
      const name = i18n.t('outcome.image', [inlineWords(node.children)]);
      return (
        <ToldLink href={node.href} words={name}>
          {name}
        </ToldLink>
      );
    }
  }
}

/** A link whose words do not show where it leads names the host behind them. */
function ToldLink({
  href,
  words,
  children,
}: {
  href: string;
  words: string;
  children: ComponentChildren;
}) {
  const safe = safeHref(href);
  const host = safe === undefined ? '' : new URL(safe).host;
  const isTold = host === '' || host === location.host || words.trim() === href;
  return (
    <>
      <Link href={href}>{children}</Link>
      {!isTold && ` (${host})`}
    </>
  );
}

/** What a task's box is called: its first line, or its mark where it has none. */
function taskName([first]: readonly Block[]): string {
  return first?.type === 'paragraph' ? inlineWords(first.children) : '☐';
}

function listNode({ start, tight, items }: Block & { type: 'list' }) {
  const nodes = items.map(({ checked, blocks }, index) => (
    <li key={index} class={checked === null ? undefined : 'task'}>
      {checked !== null && (
        <input type="checkbox" checked={checked} disabled aria-label={taskName(blocks)} />
      )}
      {blocks.map((block) =>
        tight && block.type === 'paragraph' ? inlineNodes(block.children) : blockNode(block),
      )}
    </li>
  ));
  return start === null ? (
    <ul {...AS_WRITTEN}>{nodes}</ul>
  ) : (
    <ol {...AS_WRITTEN} start={start}>
      {nodes}
    </ol>
  );
}

function cellNode(
  tag: 'th' | 'td',
  cell: readonly Inline[],
  align: MarkdownTable['align'][number],
) {
  const style = align ? { textAlign: align } : {};
  return createElement(tag, { style }, inlineNodes(cell));
}

function tableNode({ align, head, rows }: MarkdownTable) {
  const cells = (tag: 'th' | 'td', row: readonly Inline[][]) =>
    row.map((cell, index) => cellNode(tag, cell, align[index] ?? null));
  return (
    <div class="table" tabIndex={0}>
      <table>
        <thead>
          <tr>{cells('th', head)}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>{cells('td', row)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
