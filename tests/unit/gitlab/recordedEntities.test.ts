import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  Branch,
  Commit,
  Diff,
  Discussion,
  Issue,
  Job,
  Linked,
  Lint,
  MergeRequest,
  Note,
  Pipeline,
  PipelineVariable,
  Project,
  TreeEntry,
} from '../../../utils/gitlab/entities.ts';
import { JobTokenScope } from '../../../utils/gitlab/projectSettings.ts';
import { skipUnless } from '../../skipUnless.ts';
import { absentFields, objectsOf, recordedAnswers, RECORDINGS } from './recordedAnswers.ts';

const ID = '/:[a-z_]+';
const NOTEABLE = `^/projects${ID}/(issues|merge_requests)${ID}`;

/** Whose entity an endpoint gives; the first that fits. */
const ENTITIES: readonly [method: RegExp, path: string, schema: z.ZodType, name: string][] = [
  [/GET|PUT/, `^/projects(${ID})?$`, Project, 'Project'],
  [/GET/, `^/projects${ID}/repository/branches(/[^/]+)?$`, Branch, 'Branch'],
  [/GET/, `^/projects${ID}/repository/tree$`, TreeEntry, 'TreeEntry'],
  [/GET/, `/commits${ID}/diff$|/merge_requests${ID}/diffs$`, Diff, 'Diff'],
  [/GET|POST/, `/commits(${ID})?$`, Commit, 'Commit'],
  [/GET|POST/, `/ci/lint$`, Lint, 'Lint'],
  [/GET/, `/closes_issues$|/related_merge_requests$|/closed_by$|/links$`, Linked, 'Linked'],
  [/GET/, `^/projects${ID}/issues(${ID})?$`, Issue, 'Issue'],
  [/GET|POST/, `^/projects${ID}/merge_requests(${ID})?$`, MergeRequest, 'MergeRequest'],
  [/GET|POST|PUT/, `${NOTEABLE}(/discussions${ID})?/notes(${ID})?$`, Note, 'Note'],
  [/GET|POST/, `${NOTEABLE}/discussions(/[^/]+)?$`, Discussion, 'Discussion'],
  [/GET/, `/pipelines${ID}/jobs$|/jobs(${ID})?$`, Job, 'Job'],
  [/GET/, `/pipelines${ID}/variables$`, PipelineVariable, 'PipelineVariable'],
  [/GET|POST/, `/(trigger/)?pipelines?(${ID}(/cancel)?)?$`, Pipeline, 'Pipeline'],
  [/GET/, `/job_token_scope$`, JobTokenScope, 'JobTokenScope'],
];

const answers = recordedAnswers().filter(({ status }) => status >= 200 && status < 300);

/** A recording may hold only the fields that mattered then: the others come from the fullest one. */
function casesOf([method, path, schema, name]: (typeof ENTITIES)[number]) {
  const first = (one: { method: string; path: string }) =>
    ENTITIES.find(([verb, form]) => verb.test(one.method) && new RegExp(form).test(one.path));
  const own = answers.filter(
    (one) => method.test(one.method) && new RegExp(path).test(one.path) && first(one)?.[3] === name,
  );
  const objects = own.flatMap((one) =>
    objectsOf(one).map((fields) => ({ one, fields, absent: absentFields(one) })),
  );
  const fullest = objects.reduce(
    (best, { fields }) => (Object.keys(fields).length > Object.keys(best).length ? fields : best),
    {} as Record<string, unknown>,
  );
  const isSummary = (fields: Record<string, unknown>) =>
    !Object.keys(fields).every((field) => field in fullest);
  return objects
    .filter(({ fields }) => !isSummary(fields))
    .map(({ one, fields, absent }) => {
      const whole = Object.fromEntries(
        Object.entries({ ...fullest, ...fields }).filter(([field]) => !absent.includes(field)),
      );
      return { label: `${one.actor}: ${one.name}`, schema, whole };
    });
}

function missingOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'missing' in value ? value.missing : [];
}

describe('what a real GitLab answered', () => {
  skipUnless(RECORDINGS, 'the recordings do not lie beside this checkout');
  it.each(ENTITIES.map((entity) => [entity[3], entity] as const))(
    'is read as %s, for every actor and without a field amiss',
    (_name, entity) => {
      const cases = casesOf(entity);
      expect(cases.length).toBeGreaterThan(0);
      const faults = cases.flatMap(({ label, schema, whole }) => {
        const read = schema.safeParse(whole);
        if (!read.success) return [`${label}: ${read.error.issues[0]?.path.join('.')}`];
        const missing = missingOf(read.data);
        return Array.isArray(missing) && missing.length > 0 ? [`${label}: ${missing.join()}`] : [];
      });
      expect(faults).toEqual([]);
    },
  );
});
