import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from './buildExtension.ts';
import { makeTable } from './secretRules/makeTable.ts';
import { readRules } from './secretRules/readRules.ts';

/** Where the table lies that is made here. */
export const TABLE = join(PROJECT_ROOT, 'utils/context/clean/secrets/table.json');

/** The table as the extension has it, made of gitleaks' rules (MIT, github.com/gitleaks/gitleaks). */
export async function tableText(): Promise<string> {
  const toml = await readFile(join(PROJECT_ROOT, 'scripts/secretRules/gitleaks.toml'), 'utf8');
  return `${JSON.stringify(makeTable(readRules(toml)), null, 1)}\n`;
}

if (import.meta.main) await writeFile(TABLE, await tableText());
