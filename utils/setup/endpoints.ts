/** Where providers are reached: an address instead of the provider's own, by name. */
export type Endpoints = Partial<Record<EndpointName, string>>;

export const ENDPOINT_NAMES = [
  'anthropic',
  'bedrock',
  'vertex',
  'aws-sts',
  'google-sts',
  'google-iam',
] as const;
export type EndpointName = (typeof ENDPOINT_NAMES)[number];

/** Nothing that a shell, YAML or GitLab's interpolation would read as its own. */
const ADDRESS = /^https?:\/\/[A-Za-z0-9.:[\]_-]+(\/[A-Za-z0-9._~%/-]*)?$/;

export function isEndpointAddress(text: string): boolean {
  return ADDRESS.test(text) && URL.canParse(text);
}

/**
 * The jobs file with addresses in its block of endpoint literals.
 * @throws Error for an address that cannot stand there, or a template without the block
 */
export function fillEndpoints(template: string, endpoints: Endpoints): string {
  let filled = template;
  for (const name of ENDPOINT_NAMES) {
    const address = endpoints[name] ?? '';
    if (address !== '' && !isEndpointAddress(address))
      throw new Error(`The address for ${name} is not a plain http(s) URL.`);
    const literal = `ENDPOINT_${name.toUpperCase().replace('-', '_')}=''`;
    if (filled.split(literal).length !== 2) throw new Error(`The template lacks ${literal}.`);
    filled = filled.replace(literal, () => literal.replace("''", `'${address}'`));
  }
  return filled;
}
