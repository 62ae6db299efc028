import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../../../../scripts/buildExtension.ts';
import { toJavaScript } from '../../../../../scripts/secretRules/makeTable.ts';
import { readRules, type Rule } from '../../../../../scripts/secretRules/readRules.ts';
import { TABLE, tableText } from '../../../../../scripts/secretRules.ts';
import { maskSecrets } from '../../../../../utils/context/clean/secrets.ts';
import { entropy } from '../../../../../utils/context/clean/secrets/looksRandom.ts';
import { gitleaksSamples } from './gitleaksSamples.ts';

const isMasked = (text: string): boolean => maskSecrets(text).removals.length > 0;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

test('the table of rules is what its script makes of them', async () => {
  expect(await readFile(TABLE, 'utf8')).toBe(await tableText());
});

/** Whether one of gitleaks' rules, as it stands there, finds something in a text. */
function finds({ regex, entropy: least, keywords, allowed }: Rule, text: string): boolean {
  if (!keywords.some((word) => text.toLowerCase().includes(word))) return false;
  const { source, ignoresCase } = toJavaScript(regex);
  return [...text.matchAll(new RegExp(source, ignoresCase ? 'gi' : 'g'))].some((match) => {
    const secret = match.slice(1).find((group) => group !== undefined) ?? match[0];
    return entropy(secret) > least && !allowed.some((one) => new RegExp(one).test(secret));
  });
}

test('of what gitleaks must find nearly all is masked, of what all its rules leave nearly nothing', async () => {
  const samples = gitleaksSamples();
  const toml = await readFile(join(PROJECT_ROOT, 'scripts/secretRules/gitleaks.toml'), 'utf8');
  const rules = readRules(toml);
  const secrets = samples.flatMap((sample) => sample.true);
  expect(secrets.length).toBeGreaterThan(6000);
  // A sample that one rule must leave may be the secret of another.
  const ordinary = samples.flatMap(({ rule, false: texts }) =>
    texts.map((text) => ({
      text,
      isOthers: rules.some((other) => other.id !== rule && finds(other, text)),
    })),
  );
  const found = secrets.filter(isMasked).length / secrets.length;
  const wrong = ordinary.filter(({ text }) => isMasked(text));
  const left = ordinary.filter(({ isOthers }) => !isOthers);
  const trulyWrong = left.filter(({ text }) => isMasked(text));
  console.log(
    `secrets: true ${percent(found)}, false ${percent(trulyWrong.length / left.length)} (${percent(wrong.length / ordinary.length)} with what another of gitleaks' rules finds)`,
  );
  expect(found).toBeGreaterThanOrEqual(0.98);
  expect(left.length).toBeGreaterThan(250);
  expect(trulyWrong.length / left.length).toBeLessThanOrEqual(0.05);
});
