import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { openShop } from './openShop.ts';
import type { Shop } from './openShop.ts';
import { plantIn } from './plantIn.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.sandbox.stop());

const webshop = 'acme/webshop';
/** Files that git would write otherwise than they are stored. */
const STORED = {
  '.gitattributes':
    '*.txt text\n*.bat text eol=crlf\n*.utf16 working-tree-encoding=UTF-16LE\n*.psd filter=lfs diff=lfs merge=lfs -text\n*.js ident\n',
  'old.txt': 'a\r\nb\r\n',
  'run.bat': 'echo\n',
  'words.utf16': 'größe\n',
  'logo.psd': 'version https://git-lfs.github.com/spec/v1\n',
  'src/id.js': '// $Id$\n',
  'run.sh': { program: 'echo\n' },
  'linked.txt': { link: 'old.txt' },
  'vendor/lib': { submodule: 'c0ffee'.repeat(6) + 'c0ff' },
};
const LATIN = Buffer.from('t=gr\u00f6\u00dfe\r\n', 'latin1');

it('an answer that edits nothing changes nothing, however files are stored', async () => {
  plantIn(shop, 'main', STORED);
  const { result } = await shop.ask({
    mode: 'change',
    prompt: '!model {"say":"Nothing has to be changed here."}',
  });
  expect(result).toMatchObject({ outcome: 'answered', branch: null, errors: [] });
});

it('Claude’s own change alone is committed, byte for byte', async () => {
  const { result } = await shop.ask({
    mode: 'change',
    prompt:
      '!model {"edit":["run.sh","echo","echo 1"]}\n!model {"edit":["old.txt","b","c"]}\n!model {"say":"Edited."}',
  });
  const [commit = ''] = result.commits;
  expect(shop.git(webshop, 'diff', '--name-only', 'main', commit)).toBe('old.txt\nrun.sh\n');
  // The program stays one, the submodule where it was.
  expect(shop.git(webshop, 'ls-tree', commit, 'run.sh', 'vendor/lib')).toMatch(
    /^100755 blob \S+\trun\.sh\n160000 commit c0ffee\S+\tvendor\/lib\n$/,
  );
  expect(shop.git(webshop, 'cat-file', 'blob', `${commit}:old.txt`)).toBe('a\r\nc\r\n');
});

it('a patch with bytes that are no UTF-8 applies to what is stored', async () => {
  plantIn(shop, 'main', { 'menu.properties': LATIN });
  const project = shop.sandbox.project(webshop);
  const { variables } = project;
  project.variables = variables.filter(({ key }) => key !== 'GITLAB_ACCESS_TOKEN');
  const { patchFile } = await shop.ask({
    mode: 'change',
    prompt:
      '!model {"tool":["mcp__project__delete_file",{"path":"menu.properties"}]}\n!model {"say":"Deleted."}',
  });
  project.variables = variables;
  const clone = mkdtempSync(join(tmpdir(), 'clone-'));
  onTestFinished(() => rmSync(clone, { recursive: true, force: true }));
  execFileSync('git', ['clone', '--quiet', '--branch=main', project.repository, clone]);
  execFileSync('git', ['apply', '--index', patchFile], { cwd: clone });
  const changed = execFileSync('git', ['diff', '--cached', '--name-status'], { cwd: clone });
  expect(changed.toString()).toBe('D\tmenu.properties\n');
});
