import { useRef } from 'preact/hooks';

interface Props {
  label: string;
  testId: string;
  onText(text: string): void | Promise<void>;
  onFail(error: unknown): void;
}

/** A button that reads one JSON file of the user's choice. */
export function ImportButton({ label, testId, onText, onFail }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="button" type="button" onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        data-testid={testId}
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          file?.text().then(onText).catch(onFail);
          // The same file may be chosen again after it was mended.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
