import { expect, test } from 'vitest';
import { useShop, WISH } from '../useShop.ts';

const { shop, faults, address, setupOf, carried } = useShop();

/** GitLab's own answer to the first request of all, planned so that the fault meets the ones after it. */
const FULL = {
  kind: 'answer',
  status: 409,
  body: JSON.stringify({ message: "Protected branch 'ask-claude' already exists" }),
} as const;

function openToDevelopers(): void {
  const [protection] = shop().protectedBranches.slice(-1);
  if (protection) protection.pushLevel = 30;
}

test('a runner branch whose protection lets Developers push is protected anew', async () => {
  await carried(setupOf('mia'), WISH);
  openToDevelopers();
  const fixed = await setupOf('mia').performFix(address(), { kind: 'protectRunnerBranch' });
  expect(fixed).toMatchObject({ ok: true, value: { done: [{ kind: 'protect' }] } });
  expect(shop().protectedBranches.at(-1)).toMatchObject({ name: 'ask-claude', pushLevel: 40 });
});

test.each([
  ['whose answer was lost', 1, { kind: 'handle-then-drop' }],
  ['that met a server error twice', 2, { kind: 'answer', status: 502 }],
] as const)('a runner branch is protected anew by a request %s', async (_, times, fault) => {
  await carried(setupOf('mia'), WISH);
  openToDevelopers();
  faults().next({ method: 'POST', path: /protected_branches$/ }, FULL);
  faults().next({ method: 'POST', path: /protected_branches$/ }, fault, times);
  const fixed = await setupOf('mia').performFix(address(), { kind: 'protectRunnerBranch' });
  expect(fixed).toMatchObject({ ok: true, value: { done: [{ kind: 'protect' }] } });
  expect(shop().protectedBranches.at(-1)).toMatchObject({ name: 'ask-claude', pushLevel: 40 });
});

test('a runner branch is protected anew where the answer to taking the old protection away was lost', async () => {
  await carried(setupOf('mia'), WISH);
  openToDevelopers();
  faults().next({ method: 'DELETE', path: /protected_branches/ }, { kind: 'handle-then-drop' });
  const fixed = await setupOf('mia').performFix(address(), { kind: 'protectRunnerBranch' });
  expect(fixed).toMatchObject({ ok: true, value: { done: [{ kind: 'protect' }] } });
  expect(shop().protectedBranches.at(-1)).toMatchObject({ name: 'ask-claude', pushLevel: 40 });
});

test('a runner branch is said to stand open where protecting it again fails, and is protected by the next press', async () => {
  await carried(setupOf('mia'), WISH);
  openToDevelopers();
  faults().next({ method: 'POST', path: /protected_branches$/ }, FULL);
  faults().next({ method: 'POST', path: /protected_branches$/ }, { kind: 'drop' }, 3);
  const press = () => setupOf('mia').performFix(address(), { kind: 'protectRunnerBranch' });
  expect(await press()).toMatchObject({
    value: { done: [], failure: { reason: 'left_unprotected', subject: 'ask-claude' } },
  });
  expect(await press()).toMatchObject({ value: { done: [{ kind: 'protect' }] } });
});

test('a runner branch keeps its old protection where taking that away is refused', async () => {
  await carried(setupOf('mia'), WISH);
  openToDevelopers();
  faults().next(
    { method: 'DELETE', path: /protected_branches/ },
    { kind: 'answer', status: 403, body: '{"message":"403 Forbidden"}' },
  );
  const fixed = await setupOf('mia').performFix(address(), { kind: 'protectRunnerBranch' });
  expect(fixed).toMatchObject({ value: { failure: { kind: 'forbidden' } } });
  expect(JSON.stringify(fixed)).not.toContain('left_unprotected');
});
