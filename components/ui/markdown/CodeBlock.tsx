import { i18n } from '#i18n';
import { useContext } from 'preact/hooks';
import { AnswerPlace } from './AnswerPlace.ts';
import { codePieces } from './codePieces.ts';
import { CopyButton } from '../CopyButton.tsx';

/** A fence that is longer than any in the code. */
function fenceFor(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  return '`'.repeat(longest + 1);
}

/** Code as GitLab's editor takes it for a suggestion on the line that the thread stands on. */
export function asSuggestion(code: string): string {
  const fence = fenceFor(code);
  return `${fence}suggestion:-0+0\n${code.replace(/\n$/, '')}\n${fence}\n`;
}

/** A block of code that can be copied; in a thread of a merge request as a suggestion. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
  const { suggests } = useContext(AnswerPlace);
  return (
    <div class="code-block">
      <pre tabIndex={0}>
        <code>
          {codePieces(text, language).map((piece, index) =>
            piece.kind === null ? (
              piece.text
            ) : (
              <span key={index} class={`code-${piece.kind}`}>
                {piece.text}
              </span>
            ),
          )}
        </code>
      </pre>
      <CopyButton
        text={suggests ? asSuggestion(text) : text}
        label={suggests ? i18n.t('runs.copySuggestion') : i18n.t('runs.copyCode')}
      />
    </div>
  );
}
