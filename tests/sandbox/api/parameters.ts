import { z } from 'zod';
import type { SandboxContext } from './Env.ts';
import { badParameter } from './refuse.ts';

/** The parameters of a request as GitLab reads them: JSON or form body, with the query below it. */
export async function readParameters(c: SandboxContext): Promise<Record<string, unknown>> {
  const query: Record<string, unknown> = { ...c.req.query() };
  const type = c.req.header('content-type') ?? '';
  const text = await c.req.text();
  if (text === '') return query;
  if (type.includes('json')) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return badParameter('Invalid JSON format');
    }
    const body = z.record(z.string(), z.unknown()).safeParse(parsed);
    return { ...query, ...(body.success ? body.data : {}) };
  }
  return { ...query, ...formParameters(new URLSearchParams(text)) };
}

/** `variables[KEY]=value` and `inputs[name]=value` become records, as Rack has it. */
function formParameters(form: URLSearchParams): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of form) {
    const nested = /^(\w+)\[(\w+)\]$/.exec(name);
    if (!nested?.[1] || !nested[2]) {
      parameters[name] = value;
      continue;
    }
    const known = z.record(z.string(), z.unknown()).safeParse(parameters[nested[1]]);
    parameters[nested[1]] = { ...(known.success ? known.data : {}), [nested[2]]: value };
  }
  return parameters;
}

/** True when any text in the parameters holds a NUL: GitLab's middleware answers 400 before anything else. */
export function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (Array.isArray(value)) return value.some(hasNul);
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).some(([key, inner]) => hasNul(key) || hasNul(inner));
  }
  return false;
}

/** A parameter that must be there and be a text. */
export function requireText(parameters: Record<string, unknown>, name: string): string {
  const value = parameters[name];
  if (value === undefined || value === null) return badParameter(`${name} is missing`);
  if (typeof value === 'string' && value === '') return badParameter(`${name} is empty`);
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : badParameter(`${name} is invalid`);
}

/** A text that may be absent. */
export function optionalText(
  parameters: Record<string, unknown>,
  name: string,
): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' ? value : undefined;
}

/** A switch that may be absent: JSON's or a form's. */
export function optionalFlag(
  parameters: Record<string, unknown>,
  name: string,
): boolean | undefined {
  const value = parameters[name];
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  return undefined;
}
