import type { Place } from '../../../ci/request/readPlace.ts';

/** A job's place: the project `acme/webshop` of `https://git.test`. */
export function aPlace(more: Partial<Place> = {}): Place {
  return {
    serverUrl: 'https://git.test',
    apiUrl: 'https://git.test/api/v4',
    projectPath: 'acme/webshop',
    remoteUrl: 'https://git.test/acme/webshop.git',
    gitRoot: 'https://git.test',
    defaultBranch: 'main',
    ciConfigPath: '',
    pipelineId: 77,
    pipelineUrl: 'https://git.test/acme/webshop/-/pipelines/77',
    jobId: '9',
    jobUrl: 'https://git.test/acme/webshop/-/jobs/9',
    projectFolder: '/nonexistent',
    asker: { id: 3, name: 'Devon', email: 'devon@acme.example' },
    unproved: false,
    ...more,
  };
}
