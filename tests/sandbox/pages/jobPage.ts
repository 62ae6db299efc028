import { html, raw } from 'hono/html';
import type { Job, Pipeline } from '../state/State.ts';
import { ciIcon, projectView } from './simplePages.ts';
import type { Html, ProjectVisit } from './Visit.ts';

const ESCAPE = '\u001b';
const COLOR = new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g');
const ERASE_LINE = new RegExp(`${ESCAPE}\\[0K|\\r`, 'g');

/** One line of a log, its colour codes as spans. */
function lineHtml(line: string): Html {
  const inside = line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(COLOR, (code) => (/\[(0;?)?m/.test(code) ? '</span><span>' : '</span><span class="ansi">'))
    .replace(ERASE_LINE, '');
  return raw(`<span>${inside}</span>`);
}

/** A log as GitLab 18.9 draws it: a line an element, with its number and time. */
function logLines(log: string, href: string): Html[] {
  const lines = log.replace(/^section_(start|end):[^\r\n]*\r?/gm, '').replace(/\n$/, '').split('\n');
  return lines.map((line, index) => {
    const id = `L${index + 1}`;
    return html`<div class="js-log-line job-log-line"><a id="${id}" href="${href}#${id}" class="job-log-line-number">${index + 1}</a><span class="job-log-time">09:54:33</span><span class="job-log-line-content">${lineHtml(line)}</span></div>`;
  });
}

export function jobPage(visit: ProjectVisit, pipeline: Pipeline, job: Job): Html {
  const href = `${visit.base}/-/jobs/${job.id}`;
  return projectView(visit, {
    title: `${job.name} (#${job.id})`,
    dataPage: 'projects:jobs:show',
    section: 'Pipelines',
    heading: false,
    content: html`<header data-testid="job-header-content">
        <h1 data-testid="page-heading" class="gl-heading-1">
          <span data-testid="job-name">${job.name}</span>
        </h1>
        <div data-testid="page-heading-actions" class="page-heading-actions"></div>
        <div data-testid="page-heading-description">
          ${ciIcon(visit, job.status)} in pipeline
          <a class="gl-link" href="${visit.base}/-/pipelines/${pipeline.id}">#${pipeline.id}</a>
        </div>
      </header>
      <div class="build-log-container">
        <code class="job-log" data-testid="job-log-content">${logLines(job.log, href)}</code>
      </div>`,
  });
}
