import type { Context, ContextPart, PartName } from '../context/Context.ts';
import { cutText } from '../context/Cut.ts';
import { withBoundary } from '../context/describe/heads.ts';

/** A text by others between two lines that it cannot have known. */
function bounded(text: string, boundary: string): string {
  return `<<<${boundary}\n${withBoundary(text, boundary).trimEnd()}\n${boundary}>>>`;
}

/**
 * The whole context for a job that hands `AI_FLOW_CONTEXT` to Claude, in the shape that GitLab gives its own agents (18.9,
 * `ee/app/serializers/ee/issue_ai_entity.rb` and `merge_request_ai_entity.rb`): comments as a list of texts, the diff as one.
 * Each text by others stands within the boundaries; parts that GitLab's shape does not know stand beside under their names.
 */
export function flowContext(
  context: Pick<Context, 'ids' | 'record' | 'title'>,
  parts: readonly ContextPart[],
  isIssue: boolean,
  boundary: string,
): Record<string, unknown> {
  const bound = (text: string) => bounded(text, boundary);
  const textsOf = (...names: PartName[]) =>
    parts
      .filter(({ name }) => names.includes(name))
      .flatMap(({ items }) => items.map(({ text }) => bound(text)));
  const { facts = {}, texts = {} } = context.record ?? {};
  const described = Object.entries(texts).map(([name, text]) => [
    name,
    typeof text === 'string' ? bound(text) : text.map(bound),
  ]);
  const own = isIssue
    ? { issue_comments: textsOf('comments', 'threads') }
    : { diff: textsOf('diff').join('\n'), mr_comments: textsOf('threads', 'comments') };
  const others = (['commits', 'jobs', 'linked', 'selection'] as const)
    .map((name) => [name, textsOf(name)] as const)
    .filter(([, found]) => found.length > 0);
  const missing = parts.flatMap(({ name, cut, failure }) => [
    ...(failure ? [`${name}: could not be read (${failure.kind})`] : []),
    ...cut.map((one) => `${name}: ${cutText(one)}`),
  ]);
  return {
    ...context.ids,
    ...facts,
    title: bound(context.title),
    ...Object.fromEntries(described),
    description: textsOf('description').join('\n'),
    ...own,
    ...Object.fromEntries(others),
    ...(missing.length > 0 && { left_out: bound(missing.join('\n')) }),
  };
}
