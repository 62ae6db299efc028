import { inlineWords } from '../../utils/outcome/markdown/MarkdownTree.ts';
import { parseMarkdown } from '../../utils/outcome/markdown/parseMarkdown.ts';
import { MorePresets } from '../ask/MorePresets.tsx';
import { HeaderButtons } from '../ask/HeaderButtons.tsx';
import { PanelKeys } from '../ask/PanelKeys.tsx';
import { PanelEdge } from '../ask/PanelEdge.tsx';
import { ShortcutLine } from '../ask/ShortcutLine.tsx';
import { Suggestions } from '../ask/Suggestions.tsx';
import { UntilGreenTick } from '../ask/UntilGreenTick.tsx';
import { EvidenceBody } from '../ask/evidence/EvidenceBody.tsx';
import { UserNotice } from '../ask/notices/UserNotice.tsx';
import { UsualLine } from '../ask/evidence/UsualLine.tsx';
import { CapNotice } from '../runs/CapNotice.tsx';
import { RunDetails } from '../runs/RunDetails.tsx';
import { RunProgress } from '../runs/progress/RunProgress.tsx';
import { FailureWithHelp } from '../setup/doctor/FailureWithHelp.tsx';
import { PageDoctor } from '../setup/doctor/PageDoctor.tsx';

/** A title as GitLab shows it: its Markdown read, as words. */
function plainTitle(title: string): string {
  const [first, ...others] = parseMarkdown(title);
  return first?.type === 'paragraph' && others.length === 0 ? inlineWords(first.children) : title;
}

/** What the panel shows beyond the box and the states of runs: its second script, which comes once the panel stands. */
export const panelDetails = {
  CapNotice,
  EvidenceBody,
  FailureWithHelp,
  HeaderButtons,
  MorePresets,
  PageDoctor,
  PanelEdge,
  PanelKeys,
  RunDetails,
  RunProgress,
  ShortcutLine,
  Suggestions,
  UntilGreenTick,
  UserNotice,
  UsualLine,
  plainTitle,
};

export type PanelDetails = typeof panelDetails;
