/** The largest number that may be asked for; the job's own caps are far below. */
const MOST = 10_000;

interface Props {
  name: string;
  label: string;
  /** To begin with. */
  value: number | undefined;
  placeholder: string;
  /** Whole numbers only. */
  whole?: boolean;
  /** Undefined when it was emptied, or is no number that can be asked for. */
  onValue(value: number | undefined): void;
}

/** A number above zero, or nothing. What is typed stays as it was typed, also while it is no such number. */
export function NumberField({ name, label, value, placeholder, whole, onValue }: Props) {
  return (
    <label>
      {label}
      <input
        type="number"
        data-option={name}
        min={whole ? 1 : 0.01}
        max={MOST}
        step={whole ? 1 : 0.01}
        placeholder={placeholder}
        defaultValue={value ?? ''}
        onInput={({ currentTarget }) => {
          const typed = currentTarget.valueAsNumber;
          const given = whole ? Math.floor(typed) : typed;
          onValue(given > 0 && given <= MOST ? given : undefined);
        }}
      />
    </label>
  );
}
