import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import secretRules from '../../utils/context/clean/secrets/table.json' with { type: 'json' };
import { growthOf } from './growthOf.ts';
import { hostileTexts } from './hostileTexts.ts';
import { sourceFiles } from './sourceFiles.ts';

interface Pattern {
  place: string;
  source: string;
  flags: string;
}

/** Where a pattern is put together while the program runs, and what it then looks like; each new one is added here. */
const BUILT: Readonly<Record<string, readonly string[]>> = {
  'utils/pipeline/rules/layoutOfJob.ts': ['\\bAI_FLOW_INPUT\\b', '\\$\\{?name\\b'],
  'utils/pipeline/withSentInputs.ts': ['\\$\\[\\[\\s{0,99}inputs\\.name\\b'],
  'utils/pipeline/yaml/readYaml.ts': ['^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$'],
  'utils/outcome/markdown/writeCode.ts': ['^(?:mermaid|\\w+diag|math)$'],
  'utils/outcome/markdown/harmlessMarkdown.ts': [
    '(?<code>(?<!`)(?<run>`{1,9})(?!`)(?<inner>.{1,400}?)(?<!`)\\k<run>(?!`))|!?\\[(?<words>[^[\\]\\\\`]{0,400})\\]\\([ \\t]{0,9}<?(?<target>[^\\s()<>]{0,2000}(?:\\([^\\s()<>]{0,400}\\)[^\\s()<>]{0,400})?)>?(?:[ \\t]{1,9}"[^"]{0,400}")?[ \\t]{0,9}\\)',
    '^(?:[ \\t]{0,3}>[ \\t]?){3}',
  ],
  'utils/outcome/readLog.ts': [
    '\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)',
    '\u001b\\[[0-9;?]*[ -/]*[@-ln-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|\u001b(?!\\[[0-9;]*m)',
  ],
  'utils/outcome/readMade.ts': ['/-/(?:issues|work_items)/12#note_(\\d{1,15})$'],
  'utils/setup/doctor/checks/providerKeys.ts': [
    '^\\s*["\']?NAME["\']?:',
    'NAME["\']?(?:: {0,9}|=)["\']?\\$\\{?(\\w{1,100})\\}?["\']?[ \\t]{0,9}$',
  ],
  'utils/context/clean/secrets/isAllowed.ts': secretRules.allowed,
  'utils/context/clean/secrets/knownTokens.ts': [
    ...secretRules.tokens.map(({ pattern }) => pattern),
    ...secretRules.named.flatMap(({ name, value }) => [name, value]),
  ],
  'utils/context/clean/isVisibleJoiner.ts': ['[\\p{scx=Arab}\\p{scx=Deva}]'],
  'utils/context/clean/invisible.ts': ['[\\u{200B}-\\u{200F}]+'],
  'utils/context/markdown/removedWords.ts': ['</?(?:a|abbr|b)(?=[\\s/>])'],
  'components/ui/markdown/codePieces.ts': [
    String.raw`(?<comment>\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?)|(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\x60(?:[^\x60\\]|\\[^])*\x60?)|(?<number>\b\d[\w.]*)|(?<word>[A-Za-z_$][\w$]*)`,
  ],
  'ci/redactor.ts': ['^(CI|CI_.*|GITLAB_USER_.*|ANTHROPIC_.*BASE_URL)$'],
};

const PRODUCT = sourceFiles(['utils', 'components', 'entrypoints', 'ci']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Every regular expression that is written in a file. */
function patternsIn(path: string, text: string): Pattern[] {
  const found: Pattern[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(look);
    if (!isRecord(node)) return undefined;
    const { regex } = node;
    if (node['type'] === 'Literal' && isRecord(regex)) {
      const line = text.slice(0, Number(node['start'])).split('\n').length;
      found.push({
        place: `${path}:${line}`,
        source: String(regex['pattern']),
        flags: String(regex['flags']),
      });
      return undefined;
    }
    return Object.values(node).forEach(look);
  };
  look(parseSync(path, text).program);
  return found;
}

/** What patterns do in the code: replace or find all, or one look. */
function workOf({ source, flags }: Pattern): (text: string) => unknown {
  const pattern = new RegExp(source, flags);
  if (flags.includes('g')) return (text) => text.replace(pattern, '');
  return (text) => {
    pattern.lastIndex = 0;
    return pattern.test(text);
  };
}

test('each pattern that is put together at run time has its sample here', () => {
  const places = PRODUCT.filter(({ text }) => text.includes('new RegExp(')).map(({ path }) => path);
  expect(places.toSorted()).toEqual(Object.keys(BUILT).toSorted());
});

test('attack: no pattern of the code takes much more than twice as long for twice the text', () => {
  const written = PRODUCT.flatMap(({ path, text }) => patternsIn(path, text));
  const built = Object.entries(BUILT).flatMap(([place, sources]) =>
    sources.map((source) => ({ place, source, flags: /\\p|\\u\{/.test(source) ? 'gu' : 'g' })),
  );
  const slow: string[] = [];
  let cases = 0;
  for (const pattern of [...written, ...built]) {
    const work = workOf(pattern);
    for (const make of hostileTexts(pattern.source, pattern.flags)) {
      cases += 1;
      const growth = growthOf(work, make);
      if (growth <= 2.5) continue;
      slow.push(
        `${pattern.place} × ${growth.toFixed(1)} by ${JSON.stringify(make(24))}: ${pattern.source}`,
      );
      break;
    }
  }
  console.log(
    `patterns: ${written.length} written, ${built.length} put together, ${cases} texts tried`,
  );
  expect(slow).toEqual([]);
  expect(cases).toBeGreaterThan(10_000);
});

test('a pattern that goes back again and again is found', () => {
  for (const source of ['\\s+$']) {
    const pattern = { place: '', source, flags: 'gs' };
    const growths = hostileTexts(source, 'gs').map((make) => growthOf(workOf(pattern), make));
    expect(Math.max(...growths)).toBeGreaterThan(2.5);
  }
});
