import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { includeFiles } from '../../utils/setup/includeFiles.ts';
import { jobsFile, rootFile } from '../../utils/setup/jobFiles.ts';
import { skipUnless } from '../skipUnless.ts';
import { ciSchema, NO_SCHEMAS, schemasAreThere, VERSIONS } from './gitlabSchemas.ts';

const endpoints = { anthropic: 'https://gateway.acme.test/claude' };
const content = 'test:\n  script: [make]\n';

/** As GitLab sees it: the header apart, since inputs are put in before the rest is judged. */
function documentsOf(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents.map((document): unknown => document.toJS()) : [];
}

/** The jobs with what they extend, since the schema lets a hidden job hold anything. */
function resolved(text: string): unknown {
  const { '.ask-claude': shared, ...jobs } = z
    .record(z.string(), z.looseObject({}))
    .parse(parse(text));
  return Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, { ...shared, ...job, extends: undefined }]),
  );
}

describe.each(VERSIONS)('GitLab %s takes', (version) => {
  skipUnless(schemasAreThere, NO_SCHEMAS);
  const faults = (value: unknown): unknown => {
    const validate = ciSchema(version);
    return validate(value) ? [] : validate.errors;
  };

  it('the jobs file, and each job with what it extends', () => {
    expect(faults(parse(jobsFile(endpoints)))).toEqual([]);
    expect(faults(resolved(jobsFile(endpoints)))).toEqual([]);
  });

  it('the runner branch’s root file, header and body', () => {
    const documents = documentsOf(rootFile(endpoints));
    expect(documents).toHaveLength(2);
    expect(documents.map(faults)).toEqual([[], []]);
  });

  it('the three files of the placement beside other jobs', () => {
    const files = includeFiles(jobsFile({}), { path: '.gitlab-ci.yml', content });
    const texts = Object.values(files ?? {}).map((file) => parse(file.content));
    expect(texts.map(faults)).toEqual([[], [], []]);
  });

  it('the file that they are pasted into', () => {
    expect(faults(parse(`${content}\n${jobsFile({})}`))).toEqual([]);
  });

  it('not everything: a misspelt retry cause is found', () => {
    const wrong = jobsFile({}).replace('runner_system_failure', 'runner_failure');
    expect(faults(resolved(wrong))).not.toEqual([]);
  });
});
