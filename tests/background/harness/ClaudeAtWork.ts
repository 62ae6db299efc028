import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/startSandbox.ts';
import type { Job, Pipeline, Project } from '../../sandbox/state/State.ts';

let changes = 0;

/** Plays the jobs of a project whose jobs the sandbox holds: nothing happens before a test says so. */
export class ClaudeAtWork {
  readonly project: Project;
  readonly #sandbox: Sandbox;
  readonly #branch: string;
  readonly #iid: number;

  constructor(sandbox: Sandbox, projectPath: string, iid: number) {
    this.#sandbox = sandbox;
    this.#iid = iid;
    this.project = sandbox.project(projectPath);
    const mergeRequest = this.project.mergeRequests.find((one) => one.iid === iid);
    if (!mergeRequest) throw new Error(`${projectPath} has no merge request ${iid}.`);
    this.#branch = mergeRequest.sourceBranch;
  }

  /** Somebody pushes to the source branch; gives the commit. */
  async push(): Promise<string> {
    changes += 1;
    const url = `${this.#sandbox.url}/api/v4/projects/${this.project.id}/repository/commits`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'private-token': this.#sandbox.tokens.mia, 'content-type': 'application/json' },
      body: JSON.stringify({
        branch: this.#branch,
        commit_message: `Change ${changes}`,
        actions: [{ action: 'create', file_path: `change-${changes}.txt`, content: 'x' }],
      }),
    });
    const made = (await answer.json()) as { id: string };
    return made.id;
  }

  /** Claude's job of a pipeline succeeds, having pushed and told so; `cost` in US dollars. */
  async pushAndEnd(pipeline: Pipeline, cost = 0.1): Promise<void> {
    const commit = await this.push();
    await this.#endWith(pipeline, {
      outcome: 'changed',
      answer: 'Mended.',
      branch: this.#branch,
      commits: [commit],
      merge_request: { iid: this.#iid, web_url: `${this.#sandbox.url}/x` },
      cost_usd: cost,
    });
  }

  /** Claude's job of a pipeline succeeds with an answer; `more` of its result, as `result.json` has it. */
  answerAndEnd(pipeline: Pipeline, answer: string, more: object = {}): Promise<void> {
    return this.#endWith(pipeline, { outcome: 'answered', answer, ...more });
  }

  async #endWith(pipeline: Pipeline, more: object): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'claude-at-work-'));
    await mkdir(join(folder, '.claude-ci'));
    const result = {
      version: 1,
      branch: null,
      commits: [],
      merge_request: null,
      turns: 3,
      cost_usd: 0.1,
      denied_tools: [],
      limit: null,
      errors: [],
      session_id: 'x',
      ...more,
    };
    await writeFile(join(folder, '.claude-ci', 'result.json'), JSON.stringify(result));
    for (const job of pipeline.jobs) job.artifacts = folder;
    this.end(pipeline, 'success');
  }

  /** All jobs of a pipeline end so. */
  end(pipeline: Pipeline, status: Job['status'], failureReason = 'script_failure'): void {
    for (const job of pipeline.jobs) {
      job.status = status;
      job.finishedAt = new Date().toISOString();
      if (status === 'failed') job.failureReason = failureReason;
    }
  }

  /** The newest pipeline of the source branch. */
  pipelineOfPush(): Pipeline {
    const found = this.project.pipelines.findLast(({ ref }) => ref === this.#branch);
    if (!found) throw new Error('The push started no pipeline.');
    return found;
  }

  /** Pipelines of asks, oldest first. */
  asks(): Pipeline[] {
    return this.project.pipelines.filter(({ source }) => source === 'api');
  }
}
