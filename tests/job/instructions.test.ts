import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';

it('the project’s instructions are read as Claude Code reads them: links, imports, rules, skills and folders', async () => {
  plantIn(shop, 'main', {
    'CLAUDE.md': { link: 'AGENTS.md' },
    'AGENTS.md': 'RULES BEHIND A LINK\n@docs/style.md\n@../../etc/passwd\n',
    'docs/style.md': 'IMPORTED STYLE\n',
    '.claude/rules/money.md': 'RULE ON MONEY\n',
    '.claude/skills/deploy/SKILL.md':
      '---\nname: deploy\ndescription: x\n---\nSKILL OF DEPLOYING\n',
    'src/CLAUDE.md': 'RULES OF A FOLDER\n',
  });
  const { result } = await shop.ask({ prompt: '!model {"say":"Read."}' });
  expect(result.outcome).toBe('answered');
  const { body = '' } = shop.requests().at(-1) ?? {};
  for (const words of [
    'RULES BEHIND A LINK',
    'IMPORTED STYLE',
    'RULE ON MONEY',
    'SKILL OF DEPLOYING',
    'RULES OF A FOLDER',
  ])
    expect(body).toContain(words);
  expect(body).not.toContain('root:x:0:0');
});

it('neither they nor the files that the CI file includes can be changed', async () => {
  const ciFile = shop.git(webshop, 'show', 'main:.gitlab-ci.yml');
  plantIn(shop, 'main', {
    '.gitlab-ci.yml': `include:\n  - local: ci/build.yml\n${ciFile}`,
    'ci/build.yml': 'build:\n  script: [make]\n',
  });
  const forged = ['ci/build.yml', 'AGENTS.md', 'src/CLAUDE.md', '.claude/rules/money.md'];
  const { result } = await shop.ask({
    mode: 'change',
    prompt: [...forged, 'notes.txt']
      .map((path) => `!model ${JSON.stringify({ write: [path, 'FORGED'] })}`)
      .join('\n'),
  });
  const [commit = ''] = result.commits;
  expect(shop.git(webshop, 'diff', '--name-only', 'main', commit)).toBe('notes.txt\n');
});
