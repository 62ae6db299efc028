import { browser } from 'wxt/browser';
import type { Sender } from '../../../utils/messages/callerOf.ts';
import type { PageApi } from '../../../utils/messages/pageMessages.ts';
import { RUNS_PORT, type RunsNotice } from '../../../utils/messages/notices.ts';
import type { Preview, PreviewRequest } from '../../../utils/preview/Preview.ts';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import { isFinal, type Run } from '../../../utils/runs/Run.ts';
import type { Sandbox } from '../../sandbox/startSandbox.ts';
import { FakeEvent } from './FakeEvent.ts';
import { valueOf, type Background } from './startBackground.ts';

let lastTab = 0;

/** A tab that shows a page of the sandbox, with our script on it: asks as the panel does. */
export class PageTab {
  readonly sender: Sender;
  readonly #background: Background;
  readonly #sandbox: Sandbox;

  constructor(background: Background, sandbox: Sandbox, path: string) {
    this.#background = background;
    this.#sandbox = sandbox;
    const url = `${sandbox.url}${path}`;
    const id = (lastTab += 1);
    this.sender = {
      id: browser.runtime.id,
      url,
      origin: new URL(url).origin,
      frameId: 0,
      documentId: `document-${id}`,
      tab: { id, url },
    };
  }

  /** Throws where the background refuses to answer. */
  async ask<Name extends keyof PageApi>(
    method: Name,
    request: Parameters<PageApi[Name]>[0],
  ): Promise<Awaited<ReturnType<PageApi[Name]>>> {
    // `PageApi` binds both ends.
    return valueOf(await this.#background.wire({ method, request }, this.sender)) as never;
  }

  /** The preview of these words, or what is in the way of having one or of sending it. */
  async tryPreview(
    words: string,
    more: Partial<PreviewRequest> = {},
  ): Promise<Preview | { failure: Failure }> {
    const answer = await this.ask('preview', { words, preset: 'ask', parts: {}, ...more });
    return answer.ok ? answer.value : answer;
  }

  /** A preview that can be sent; throws where there is none. */
  async preview(words: string, more: Partial<PreviewRequest> = {}): Promise<Preview> {
    const preview = await this.tryPreview(words, more);
    if (preview.failure !== undefined || !('id' in preview))
      throw new Error(JSON.stringify(preview.failure));
    return preview;
  }

  /** Sends a preview, with every tick that it wants. */
  async send({ id: previewId }: Preview): Promise<Run> {
    const sent = await this.ask('send', { previewId, acceptedJobs: true, acceptedRef: true });
    if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
    return sent.value;
  }

  /** Sends, and waits for the end of the run. */
  async sendToEnd(preview: Preview): Promise<Run> {
    return this.end(await this.send(preview));
  }

  /** The run once it has ended, as the panel is told. Looked at when its pipeline has ended: a panel that opens is told at once. */
  async end({ id }: Run): Promise<Run> {
    const { pipelineId } = await this.#see(id, (run) => run.pipelineId !== undefined);
    const pipelines = this.#sandbox.state.projects.flatMap((project) => project.pipelines);
    await pipelines.find((pipeline) => pipeline.id === pipelineId)?.finished;
    return this.#see(id, ({ state }) => isFinal(state));
  }

  /** Opens a port as the panel does, until it was told of that run as wanted. */
  #see(runId: string, isWanted: (run: Run) => boolean): Promise<Run> {
    return new Promise((resolve) => {
      const onDisconnect = new FakeEvent();
      const port = {
        name: RUNS_PORT,
        sender: this.sender,
        onDisconnect,
        disconnect: () => undefined,
        postMessage: ({ runs }: RunsNotice) => {
          const found = runs.find(({ id }) => id === runId);
          if (!found || !isWanted(found)) return;
          onDisconnect.fire();
          resolve(structuredClone(found));
        },
      };
      this.#background.connect.fire(port);
    });
  }
}

/** `AI_FLOW_*` of a preview, by name. */
export function variablesOf({ variables }: Preview): Record<string, string> {
  return Object.fromEntries(variables.map(({ key, value }) => [key, value]));
}
