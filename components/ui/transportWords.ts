import { i18n } from '#i18n';

const TRANSPORTS = ['inputs', 'variables', 'trigger'] as const;

/** How pipelines are started, by its technical name; a name that is not known stays as it is. */
export function transportWords(name: string): string {
  const known = TRANSPORTS.find((one) => one === name);
  return known === undefined ? name : i18n.t(`transports.${known}`);
}
