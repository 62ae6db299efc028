import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { discussionsSelection, pageSelection } from '../../utils/gitlab/graphql/pageSelection.ts';
import { PAGE_HEAD, MORE_HEAD } from '../../utils/gitlab/graphql/readPage.ts';
import { writeSelection } from '../../utils/gitlab/graphql/Selection.ts';
import { complexityOf } from '../sandbox/graphql/complexityOf.ts';
import { skipUnless } from '../skipUnless.ts';

const SCHEMA = new URL('../../../shared/gitlab-schemas/18.9/reading.graphql', import.meta.url);

describe('GitLab 18.9 knows every field of', () => {
  skipUnless(existsSync(SCHEMA), 'GitLab’s schemas are not on this machine');

  test.each(['issue', 'merge_request'] as const)('the queries that read a page: %s', (type) => {
    const schema = buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValid: true });
    const queries = [
      `${PAGE_HEAD}${writeSelection(pageSelection(type))}`,
      `${MORE_HEAD}${writeSelection(discussionsSelection(type))}`,
    ];
    const errors = queries.flatMap((query) => validate(schema, parse(query)));
    expect(errors.map(({ message }) => message)).toEqual([]);
  });
});

describe('GitLab’s sum of', () => {
  const schema = buildSchema(
    readFileSync(new URL('../sandbox/graphql/schema.graphql', import.meta.url), 'utf8'),
  );

  test.each(['issue', 'merge_request'] as const)(
    'the query of %s asks for itself and stays below 200 points of 250',
    (type) => {
      const selection = pageSelection(type);
      expect(selection).toMatchObject({ queryComplexity: { score: true, limit: true } });
      const score = complexityOf(schema, parse(`${PAGE_HEAD}${writeSelection(selection)}`), {});
      console.log(`complexity: ${score} of 250 (${type})`);
      expect(score).toBeGreaterThan(50);
      expect(score).toBeLessThan(200);
    },
  );
});
