import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** Where GitLab's own schemas lie, beside the project; they are no part of it. */
const FOLDER = fileURLToPath(new URL('../../../shared/gitlab-schemas', import.meta.url));
const OPEN_API = join(FOLDER, 'openapi_v3_subset_19.3.yaml');

export const VERSIONS = ['18.9', '19.3'] as const;
export type Version = (typeof VERSIONS)[number];

/** False where GitLab's schemas are not on this machine: the contract cannot be checked then. */
export const schemasAreThere: boolean = existsSync(FOLDER);
export const NO_SCHEMAS = 'GitLab’s own schemas are not on this machine';

const ciSchemas = new Map<Version, ValidateFunction>();

function makeAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
  // The package is CommonJS with its function under `default`.
  const add = 'default' in addFormats ? addFormats.default : addFormats;
  (add as (ajv: Ajv) => void)(ajv);
  return ajv;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function children(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? Object.values(value) : [];
}

/** Replaces references to other files by those files' own content. */
function inline(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((item) => inline(item, folder));
  if (!isRecord(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    const path = resolve(folder, reference);
    // What the collection lacks cannot be checked.
    return existsSync(path) ? readSchema(path) : {};
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '$schema' && key !== '$id')
      .map(([key, inner]) => [key, inline(inner, folder)]),
  );
}

function readSchema(path: string): unknown {
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return inline(parsed, dirname(path));
}

/** A schema of a REST v4 answer by its path below `public_api/v4`, e.g. `pipeline/detail`. */
export function restSchema(version: Version, name: string): ValidateFunction {
  const path = join(FOLDER, version, 'spec/fixtures/api/schemas/public_api/v4', `${name}.json`);
  return makeAjv().compile(readSchema(path) as object);
}

/** The schema of `.gitlab-ci.yml` that GitLab's own editor checks with, compiled once. */
export function ciSchema(version: Version): ValidateFunction {
  const known = ciSchemas.get(version);
  if (known) return known;
  const path = join(FOLDER, version, 'app/assets/javascripts/editor/schema/ci.json');
  const schema: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const validate = makeAjv().compile(schema as object);
  ciSchemas.set(version, validate);
  return validate;
}

/** Fields that GitLab's document describes as one thing where its code and its own JSON schemas have a list. */
const LISTS = new Set(['notes', 'identities', 'suggestions']);

/** Fields that it gives another type than its code and its own JSON schemas do. */
const TYPES: Record<string, object> = {
  access_level: { type: ['integer', 'null'] },
  notification_level: { type: ['integer', 'null'] },
  ci_job_token_scope_enabled: { type: ['boolean', 'null'] },
  expires_at: { type: ['string', 'null'] },
  last_activity_on: { type: ['string', 'null'] },
};

function corrected(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      if (TYPES[name]) return [name, TYPES[name]];
      const inner = nullable(schema);
      const list = isRecord(schema) && schema['type'] === 'array';
      return [name, LISTS.has(name) && !list ? { type: 'array', items: inner } : inner];
    }),
  );
}

/**
 * GitLab makes its OpenAPI document from code that does not say which fields may be null: every property may. References go
 * to definitions; a field of a wrong type or an enum's unknown word is still found.
 */
function nullable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullable);
  if (!isRecord(value)) return value;
  const reference = value['$ref'];
  if (typeof reference === 'string') {
    const target = reference.replace('#/components/schemas/', '#/definitions/');
    return { anyOf: [{ $ref: target }, { type: 'null' }] };
  }
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'properties' && isRecord(inner) ? corrected(inner) : nullable(inner),
    ]),
  );
  if (typeof copy['type'] === 'string') copy['type'] = [copy['type'], 'null'];
  if (Array.isArray(copy['enum'])) copy['enum'] = [...copy['enum'], null];
  return copy;
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

/** The schema of a path's good answer in GitLab's OpenAPI document (19.3). */
export function openApiSchema(path: string, method: string, status: number): ValidateFunction {
  const document: unknown = parse(readFileSync(OPEN_API, 'utf8'));
  const schema = at(
    document,
    'paths',
    path,
    method,
    'responses',
    String(status),
    'content',
    'application/json',
    'schema',
  );
  if (schema === undefined)
    throw new Error(`GitLab's document has no answer for ${method} ${path}`);
  const definitions = nullable(at(document, 'components', 'schemas'));
  return makeAjv().compile({ ...(nullable(schema) as object), definitions });
}

/** How many properties a schema names: one that names none checks nothing. */
export function namedProperties(schema: unknown): number {
  if (!isRecord(schema) && !Array.isArray(schema)) return 0;
  const own =
    isRecord(schema) && isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
  return (
    own.length + children(schema).reduce<number>((sum, inner) => sum + namedProperties(inner), 0)
  );
}
