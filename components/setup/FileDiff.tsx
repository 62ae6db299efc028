import { i18n } from '#i18n';
import { structuredPatch } from 'diff';
import { useMemo, useState } from 'preact/hooks';
import type { PlannedFile } from '../../utils/setup/addJob/SetupPlan.ts';

const CONTEXT_LINES = 3;
/** More lines than this stay folded until they are asked for. */
const SHORT = 40;

function classOf(line: string): string {
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'taken' : 'kept';
}

/** A file line by line: what goes, what comes, and three lines around. Long ones are folded. */
export function FileDiff({ file: { path, action, before, after } }: { file: PlannedFile }) {
  const hunks = useMemo(
    () => structuredPatch(path, path, before, after, '', '', { context: CONTEXT_LINES }).hunks,
    [path, before, after],
  );
  const lines = hunks.flatMap((hunk) => hunk.lines);
  const count = (mark: string) => lines.filter((line) => line.startsWith(mark)).length;
  const [open, setOpen] = useState(lines.length <= SHORT);
  return (
    <details class="diff" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{path}</code>
        {action === 'create' && <span class="badge">{i18n.t('addJob.newFile')}</span>}
        <span class="diff-count">
          <span class="added">+{count('+')}</span> <span class="taken">−{count('-')}</span>
        </span>
      </summary>
      {open && (
        <pre tabIndex={0} aria-label={path} data-testid="setup-diff" data-path={path}>
          {lines.map((line, index) => (
            <span key={index} class={classOf(line)}>{`${line}\n`}</span>
          ))}
        </pre>
      )}
    </details>
  );
}
