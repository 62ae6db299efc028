import type { Preview } from './Preview.ts';

/** What a person should have seen before the ask goes out, one text for each: what was taken out or is missing, who reads along, what else runs. */
export function warningsOf(preview: Preview | null): string[] {
  if (!preview) return [];
  const { parts, removals, readers, otherJobs, ref, strangers, confirm, delivery } = preview;
  return [
    ...parts.flatMap(({ name, cut, failure }) => [
      ...cut.map((one) => `${name} cut ${JSON.stringify(one)}`),
      ...(failure ? [`${name} missing ${failure.kind}`] : []),
    ]),
    ...removals.map(({ kind, text }) => `${kind} ${text}`),
    ...otherJobs.map(({ name }) => `job ${name}`),
    ...(preview.private ? ['private'] : []),
    ...(readers ? [`readers ${readers}`] : []),
    ...(strangers ? [`strangers ${strangers.leftOut}`] : []),
    ...(ref.unprotected ? [`unprotected ${ref.name}`] : []),
    ...(confirm ? ['confirm'] : []),
    ...(delivery?.to === 'patch' ? [`patch ${delivery.why}`] : []),
  ];
}
