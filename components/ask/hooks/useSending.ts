import { useEffect, useRef, useState } from 'preact/hooks';
import { failed } from '../failed.ts';
import type { Failure } from '../../../utils/gitlab/Failure.ts';
import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import type { GreenLimits } from '../../../utils/runs/untilGreen/UntilGreen.ts';

export interface Sending {
  /** True from the press until its pipeline is known, or is known not to be. */
  underWay: boolean;
  failure: Failure | null;
  /** Id of the run that was sent last from here. */
  sentId: string | null;
  send(request: SendRequest): void;
}

interface SendRequest {
  /** Id of the run that it starts. */
  runId: string | undefined;
  previewId: string;
  acceptedJobs: boolean;
  acceptedRef: boolean;
  words: string;
  supersede?: string[];
  untilGreen?: GreenLimits;
}

interface Events {
  /** Its pipeline is known: the words it was sent with may go. */
  onKnown(words: string): void;
  /** Whatever became of it, the preview that was sent is used up. */
  onUsed(): void;
}

/** True once GitLab has made the run's pipeline, as far as is known. */
function hasPipeline(run: Run): boolean {
  return run.pipelineId !== undefined || !['sending', 'lost', 'failed'].includes(run.state);
}

/** Fires a preview and watches its run until it has a pipeline. */
export function useSending(call: CallBackground, runs: readonly Run[], events: Events): Sending {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** What was sent and is not settled; without its run where nobody answered: then the list of runs tells whether there is one. */
  const [sent, setSent] = useState<{ id: string; run?: Run; words: string } | null>(null);
  const [sentId, setSentId] = useState<string | null>(null);
  const pressed = useRef(false);
  const run = sent ? (runs.find(({ id }) => id === sent.id) ?? sent.run) : undefined;
  const waiting = run?.state === 'sending' && !hasPipeline(run);

  useEffect(() => {
    if (!sent || !run || waiting) return;
    if (!sent.run) {
      setSentId(run.id);
      setFailure((run.state === 'failed' && run.failure) || null);
    }
    if (hasPipeline(run)) events.onKnown(sent.words);
    setSent(null);
    events.onUsed();
  }, [sent, run === undefined, waiting]);

  async function send({ words, runId, ...request }: SendRequest): Promise<void> {
    // A second press may come before the first one is rendered.
    if (pressed.current) return;
    pressed.current = true;
    performance.mark('ask-claude:sent');
    setBusy(true);
    setFailure(null);
    const answer = await call('send', request);
    pressed.current = false;
    setBusy(false);
    const result = answer.ok ? answer.value : failed(answer.error);
    if (result.ok) {
      const { id } = result.value;
      setSentId(id);
      return setSent({ id, run: result.value, words });
    }
    if (!answer.ok && runId !== undefined) setSent({ id: runId, words });
    setFailure(result.failure);
    events.onUsed();
  }

  return { underWay: busy || waiting, failure, sentId, send: (request) => void send(request) };
}
