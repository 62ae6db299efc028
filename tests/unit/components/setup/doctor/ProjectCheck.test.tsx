// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { ProjectCheck } from '../../../../../components/setup/doctor/ProjectCheck.tsx';
import { clear, click, one, send, show } from '../../show.tsx';

vi.mock('#i18n', () => import('../../words.ts'));
afterEach(clear);

test('a press asks for a look at the project', async () => {
  const onCheck = vi.fn<() => void>();
  await show(<ProjectCheck onCheck={onCheck} />);
  await send(one('ask-claude-check-project'), click());
  expect(onCheck).toHaveBeenCalledOnce();
});

test('attack: a page cannot press it', async () => {
  const onCheck = vi.fn<() => void>();
  await show(<ProjectCheck onCheck={onCheck} />);
  await send(one('ask-claude-check-project'), click(), false);
  expect(onCheck).not.toHaveBeenCalled();
});
