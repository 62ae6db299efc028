import { z } from 'zod';

/** Names of fields that an answer lacked, or had in another shape than GitLab 16 to 19 give them. */
export const Missing = z.array(z.string()).optional();

/** The same entity for answers that lack fields: each of `fallbacks` stands in for its field, and `missing` names it. */
export function withFallbacks<Entity extends z.ZodObject>(
  entity: Entity,
  fallbacks: Partial<z.output<Entity>>,
): z.ZodType<z.output<Entity>> {
  const fields = Object.entries(fallbacks);
  return z.preprocess((answer) => {
    if (typeof answer !== 'object' || answer === null) return answer;
    const given = new Map(Object.entries(answer));
    const missing = fields.filter(([name]) => {
      const field: unknown = entity.shape[name];
      return !(field instanceof z.ZodType && field.safeParse(given.get(name)).success);
    });
    if (missing.length === 0) return answer;
    return { ...answer, ...Object.fromEntries(missing), missing: missing.map(([name]) => name) };
  }, entity);
}
