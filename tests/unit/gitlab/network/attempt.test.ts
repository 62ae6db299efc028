import { expect, test } from 'vitest';
import { z } from 'zod';
import { UnexpectedAnswer } from '../../../../utils/gitlab/network/Answer.ts';
import { attempt } from '../../../../utils/gitlab/network/attempt.ts';

test('attack: a token that a refusal says back is hidden before the text is cut', async () => {
  const token = ['glpat', 'abcdefghij0123456789'].join('-');
  for (let before = 470; before <= 500; before += 1) {
    const text = JSON.stringify({ message: `${'x'.repeat(before)}${token}` });
    const result = await attempt(
      'repeatable',
      z.string(),
      () => Promise.reject(new UnexpectedAnswer({ seen: 'text', status: 400, text })),
      (said) => said.replaceAll(token, '[token]'),
    );
    expect(JSON.stringify(result)).not.toContain(token.slice(0, 7));
  }
});
