import { isMap, isScalar, type Node, parseDocument } from 'yaml';
import { ENDPOINT_NAMES, type Endpoints } from '../endpoints.ts';
import { literalsIn } from '../literalsIn.ts';
import { EXPORTED } from '../smallRoot.ts';
import { type Provider, PROVIDERS } from './Provider.ts';

interface TopLevel {
  name: string;
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
}

function topLevelOf(text: string): TopLevel[] {
  const { contents } = parseDocument(text, { logLevel: 'silent' });
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !key.range) return [];
    // Parsed values are nodes; a key without one ends where it stands.
    const end = (value as Node | null)?.range?.[2] ?? key.range[2];
    return [{ name: String(key.value), start: key.range[0], end }];
  });
}

function isProvider(name: string): name is Provider {
  return PROVIDERS.some((one) => one === name);
}

/** The providers whose job a jobs file or a root file holds. */
export function providersIn(jobs: string): Provider[] {
  return topLevelOf(jobs)
    .map(({ name }) => name)
    .filter(isProvider);
}

/** The jobs file with the job of one provider and no other's, every other byte as it was. */
export function jobsOfProvider(template: string, provider: Provider): string {
  const others = topLevelOf(template).filter(({ name }) => isProvider(name) && name !== provider);
  const left = others.reduceRight(
    (text, { start, end }) => text.slice(0, start) + text.slice(end),
    template,
  );
  return `${left.trimEnd()}\n`;
}

/** The addresses that stand in a file: in its block of endpoint literals, or in the line of one screen's. */
export function endpointsIn(text: string): Endpoints {
  const literals = literalsIn(text);
  return Object.fromEntries(
    ENDPOINT_NAMES.flatMap((name) => {
      const own = literals.get(`ENDPOINT_${name.toUpperCase().replace('-', '_')}`);
      const address = own || literals.get(EXPORTED[name]);
      return address ? [[name, address]] : [];
    }),
  );
}
