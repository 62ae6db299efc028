import type { Result } from '../gitlab/Failure.ts';
import { writeBotReview, type BotFinding } from './BotReview.ts';
import type { CheckedFinding } from './checkFindings.ts';
import { suggestionBlock } from './noteBody.ts';
import { positionOf } from './positionOf.ts';
import { isPlaced, isTicked, reviewNow, type ReviewNow } from './reviewNow.ts';
import { updateReview, type ReviewTarget, type ReviewTools } from './ReviewTools.ts';
import { saidText } from './writeNotes.ts';

/** The findings that are ticked and not published, checked now, as the job takes them to post them with its own token. */
export async function tickedReview(
  tools: ReviewTools,
  target: ReviewTarget,
): Promise<Result<string>> {
  const now = await reviewNow(tools, target);
  if (!now.ok) return now;
  const { checked, stored, material } = now.value;
  const ticked = checked.filter((one) => isTicked(one, stored) && !(one.key in stored.published));
  if (ticked.length === 0)
    return { ok: false, failure: { kind: 'refused', reason: 'review_none' } };
  const findings: BotFinding[] = [];
  for (const one of ticked) findings.push(await toPost(tools, now.value, one));
  const keys = ticked.map(({ key }) => key);
  await updateReview(tools, target, (before) => ({
    ...before,
    handed: [...new Set([...before.handed, ...keys])],
  }));
  const head = material.refs.head_sha;
  return { ok: true, value: writeBotReview({ head, heading: tools.words.whole(), findings }) };
}

async function toPost(
  { words }: ReviewTools,
  { stored, material }: ReviewNow,
  checked: CheckedFinding,
): Promise<BotFinding> {
  const { key, finding, file, place } = checked;
  const choice = stored.choices[key] ?? {};
  const [first, last] = [place?.lines[0], place?.lines.at(-1)];
  const goes = file && first && last && isPlaced(checked, stored);
  const suggestion = choice.suggests === false ? null : finding.suggestion;
  const isSame = suggestion?.replace(/\n$/, '') === place?.lines.map(({ text }) => text).join('\n');
  return {
    place: `${finding.path}:${first?.[finding.side] ?? finding.from}`,
    // The job makes it harmless: done twice, marks would show.
    text: saidText(checked, choice, { words, defuse: (text) => text }),
    suggestion: isSame ? null : suggestion,
    applies: suggestion !== null && place !== null && suggestionBlock(place, suggestion) !== null,
    at: goes ? await positionOf(file, material.refs, { first, last }) : null,
  };
}
