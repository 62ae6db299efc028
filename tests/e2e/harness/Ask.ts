import type { Page } from 'puppeteer-core';
import type { Pipeline, Project } from '../../sandbox/state/State.ts';
import { AskPanel } from './AskPanel.ts';
import type { Stage } from './startStage.ts';
import { waitFor } from './waitFor.ts';

const ENDED = new Set(['success', 'failed', 'canceled', 'canceling', 'skipped']);
let lastIid = 1000;

/** Copies issue 12: an ask on an issue of its own meets nothing that went wrong before. */
function newIssue(project: Project): number {
  const like = project.issues.find(({ iid }) => iid === 12);
  if (!like) throw new Error(`${project.path} has no issue 12.`);
  const iid = (lastIid += 1);
  project.issues.push({ ...structuredClone(like), id: 100_000 + iid, iid });
  return iid;
}

/** One ask, on an issue of its own, and the pipelines that came of it. */
export class Ask {
  readonly panel: AskPanel;
  readonly page: Page;
  readonly #project: Project;
  readonly #iid: number;

  private constructor(panel: AskPanel, project: Project, iid: number) {
    this.panel = panel;
    this.page = panel.page;
    this.#project = project;
    this.#iid = iid;
  }

  /** Opens a new issue of a project, its panel, and types words. */
  static async open(stage: Stage, path = 'acme/webshop'): Promise<Ask> {
    const project = stage.sandbox.project(path);
    const iid = newIssue(project);
    const page = await stage.open(`/${path}/-/work_items/${iid}`);
    const panel = await AskPanel.openFromHeader(page);
    await panel.type(`Why? ${iid}`);
    // Beside its own jobs, which would start too.
    if (path === 'acme/legacy') await (await panel.find('ask-claude-accept-jobs')).click();
    return new Ask(panel, project, iid);
  }

  /** A second tab on the same issue, with its panel open. */
  async secondTab(stage: Stage): Promise<AskPanel> {
    return AskPanel.openFromHeader(await stage.open(new URL(this.page.url()).pathname));
  }

  /** Every pipeline that was made for it, oldest first. */
  pipelines(): Pipeline[] {
    const resource = `issue/${this.#iid}`;
    return this.#project.pipelines.filter(
      ({ name, variables }) =>
        name?.startsWith(`Ask Claude ${resource} `) === true ||
        variables.some(({ key, value }) => key === 'AI_FLOW_RESOURCE' && value === resource),
    );
  }

  living(): Pipeline[] {
    return this.pipelines().filter(({ jobs }) => jobs.some(({ status }) => !ENDED.has(status)));
  }

  /** Waits until so many of its pipelines live, and none is about to be ended. */
  async lives(count: number): Promise<void> {
    await waitFor(`${count} living pipelines`, () => this.living().length === count);
  }

  /** The run's pipeline, once the panel knows it. */
  async known(...states: string[]): Promise<Pipeline> {
    const wanted = states.length > 0 ? states : ['created', 'waiting', 'running'];
    const run = await this.panel.newestRun(...wanted);
    const pipeline = this.pipelines().find(({ id }) => String(id) === run.pipelineId);
    if (!pipeline) throw new Error(`There is no pipeline ${run.pipelineId}.`);
    return pipeline;
  }

  /** Sets the status of the job by hand, as a runner would. */
  setJob(status: 'pending' | 'running' | 'success'): void {
    for (const pipeline of this.living()) {
      for (const job of pipeline.jobs) {
        job.status = status;
        if (status === 'success') job.finishedAt = new Date().toISOString();
      }
    }
  }
}
