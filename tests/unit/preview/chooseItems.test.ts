import { describe, expect, test } from 'vitest';
import type { Context, ContextItem } from '../../../utils/context/Context.ts';
import { chooseItems } from '../../../utils/preview/chooseItems.ts';

function item(text: string, more: Partial<ContextItem> = {}): ContextItem {
  return { label: text, text, removals: [], worth: 0, ...more };
}

const internal = item('internal', {
  restricted: { id: 'discussion:1', visibility: 'internal' },
});
const byStranger = item('by a stranger', { membersOnly: null });
const mixed = item('mixed', { membersOnly: item('members alone') });

const context: Context = {
  title: 'Cart',
  private: false,
  ids: {},
  parts: [{ name: 'comments', items: [item('open'), internal, byStranger, mixed], cut: [] }],
};

function choose(more: Partial<Parameters<typeof chooseItems>[1]>, from = context) {
  const chosen = chooseItems(from, { leaveOutStrangers: false, keepsPrivate: true, ...more });
  return { ...chosen, texts: chosen.context.parts[0]?.items.map(({ text }) => text) };
}

describe('what not everyone may read', () => {
  test('is off, named with its visibility, and leaves the ask public', () => {
    const { texts, restricted, context: chosen } = choose({});
    expect(texts).not.toContain('internal');
    expect(chosen.private).toBe(false);
    expect(restricted.get('comments')).toEqual([
      { id: 'discussion:1', label: 'internal', visibility: 'internal', on: false },
    ]);
  });

  test('is sent when it is switched on, and makes the ask private', () => {
    const { texts, restricted, context: chosen } = choose({ include: ['discussion:1'] });
    expect(texts).toContain('internal');
    expect(chosen.private).toBe(true);
    expect(restricted.get('comments')?.[0]?.on).toBe(true);
  });

  test('is never sent to a job that may show it', () => {
    const { texts, context: chosen } = choose({ include: ['discussion:1'], keepsPrivate: false });
    expect([texts?.includes('internal'), chosen.private]).toEqual([false, false]);
  });
});

describe('words of people who are no members', () => {
  test('are counted', () => {
    expect(choose({}).strangers).toEqual({ texts: 2, leftOut: false });
    expect(choose({}, { ...context, parts: [] }).strangers).toBeUndefined();
  });

  test('are left out when that is requested, and that is said', () => {
    const { texts, strangers, context: chosen } = choose({ leaveOutStrangers: true });
    expect(texts).toEqual(['open', 'members alone']);
    expect(strangers).toEqual({ texts: 2, leftOut: true });
    expect(chosen.parts[0]?.cut).toEqual([{ kind: 'strangers', count: 2 }]);
  });

  test('stay in the thread that is asked from', () => {
    const asked = { ...byStranger, asked: true };
    const parts = [{ name: 'threads' as const, items: [asked], cut: [] }];
    expect(choose({ leaveOutStrangers: true }, { ...context, parts }).texts).toEqual([
      'by a stranger',
    ]);
  });
});
