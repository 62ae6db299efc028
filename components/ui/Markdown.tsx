import { i18n } from '#i18n';
import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import { createElement, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { decodeEntities } from './decodeEntities.ts';
import { Link } from './Link.tsx';

/**
 * Markdown by people or machines, as nodes: no string ever becomes HTML. Raw HTML is shown as it was written, links are
 * http(s) only, images are named and never loaded.
 */
export function Markdown({ text }: { text: string }) {
  const tokens = useMemo(() => new Lexer({ gfm: true, breaks: true }).lex(text), [text]);
  return <div class="markdown">{nodesOf(tokens)}</div>;
}

function nodesOf(tokens: readonly Token[] | undefined): ComponentChildren {
  // No extension is registered, so the lexer makes its own tokens only.
  return (tokens as MarkedToken[] | undefined)?.map((token) => nodeOf(token)) ?? null;
}

function nodeOf(token: MarkedToken): ComponentChildren {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'hr':
      return <hr />;
    case 'br':
      return <br />;
    case 'heading':
      // The panel's own headings end at level 3.
      return createElement(`h${Math.min(6, token.depth + 3)}`, null, nodesOf(token.tokens));
    case 'paragraph':
      return <p>{nodesOf(token.tokens)}</p>;
    case 'blockquote':
      return <blockquote>{nodesOf(token.tokens)}</blockquote>;
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'list':
      return listOf(token);
    case 'list_item':
      return itemOf(token);
    case 'table':
      return tableOf(token);
    case 'strong':
      return <strong>{nodesOf(token.tokens)}</strong>;
    case 'em':
      return <em>{nodesOf(token.tokens)}</em>;
    case 'del':
      return <del>{nodesOf(token.tokens)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'link':
      return <Link href={decodeEntities(token.href)}>{nodesOf(token.tokens)}</Link>;
    case 'image':
      return <Link href={decodeEntities(token.href)}>{i18n.t('outcome.image', [token.text])}</Link>;
    case 'text':
      return token.tokens ? nodesOf(token.tokens) : decodeEntities(token.text);
    case 'checkbox':
      return <input type="checkbox" checked={token.checked} disabled />;
    case 'escape':
      return token.text;
    case 'html':
      return token.raw;
  }
}

function listOf(list: Tokens.List) {
  const items = list.items.map((item) => itemOf(item));
  return list.ordered ? <ol start={Number(list.start) || 1}>{items}</ol> : <ul>{items}</ul>;
}

function itemOf(item: Tokens.ListItem) {
  return <li class={item.task ? 'task' : undefined}>{nodesOf(item.tokens)}</li>;
}

function cellOf(tag: 'th' | 'td', cell: Tokens.TableCell, index: number) {
  const style = cell.align ? { textAlign: cell.align } : {};
  return createElement(tag, { key: index, style }, nodesOf(cell.tokens));
}

function tableOf(table: Tokens.Table) {
  return (
    <div class="table" tabIndex={0}>
      <table>
        <thead>
          <tr>{table.header.map((cell, index) => cellOf('th', cell, index))}</tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>{row.map((cell, index) => cellOf('td', cell, index))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
