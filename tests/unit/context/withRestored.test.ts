import { expect, test } from 'vitest';
import type { Context, ContextItem } from '../../../utils/context/Context.ts';
import { withRestored } from '../../../utils/context/withRestored.ts';

const secret = { kind: 'secret', text: 'a password', key: 'k1' } as const;

function context(...items: ContextItem[]): Context {
  return {
    title: 'Cart',
    private: false,
    ids: {},
    parts: [{ name: 'comments', items, cut: [] }],
  };
}

function item(more: Partial<ContextItem> = {}): ContextItem {
  return {
    label: 'a comment',
    text: '[MASKED]',
    removals: [secret],
    tier: 'recent',
    worth: 0,
    ...more,
  };
}

const rewrite = () => ({ text: 'hunter2', removals: [{ ...secret, restored: true }] });

test('without anything put back the context is the same one', () => {
  const given = context(item({ rewrite }));
  expect(withRestored(given, new Set())).toBe(given);
});

test('what is put back stands in its text again, and is told as such', () => {
  const { parts } = withRestored(context(item({ rewrite })), new Set(['k1']));
  expect(parts[0]?.items[0]).toMatchObject({ text: 'hunter2', removals: [{ restored: true }] });
});

test('a text that holds nothing of it is not written anew', () => {
  const other = item({ removals: [{ kind: 'hidden', text: 'x' }], rewrite });
  const { parts } = withRestored(context(other), new Set(['k1']));
  expect(parts[0]?.items[0]?.text).toBe('[MASKED]');
});
