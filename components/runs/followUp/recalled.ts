import type { CallBackground } from '../../../utils/messages/callBackground.ts';
import type { Run } from '../../../utils/runs/Run.ts';
import type { Proposed } from '../useProposal.ts';

/** What a run asked, ready to be asked again; its first line where the rest is forgotten. */
export async function recalled(
  call: CallBackground,
  run: Run,
): Promise<Omit<Proposed, 'focus'> & { words: string }> {
  const asked = await call('recallAsk', { runId: run.id });
  const known = asked.ok ? asked.value : null;
  const amends = known?.amends ?? run.amends;
  const threads = known?.threads ?? run.threads?.map(({ id }) => id);
  return {
    words: known?.words ?? run.label,
    preset: known?.preset ?? run.preset,
    ...(known?.continues !== undefined && { continues: known.continues }),
    ...(amends && { amends }),
    parts: known?.parts ?? {},
    ...(known?.images && { images: known.images }),
    ...(threads && { threads }),
  };
}
