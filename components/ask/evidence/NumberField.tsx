/** The largest number that may be asked for, unless it is said; the job's own caps are far below. */
const MOST = 10_000;

interface Props {
  name: string;
  label: string;
  /** To begin with. */
  value: number | undefined;
  placeholder: string;
  /** Whole numbers only. */
  whole?: boolean;
  most?: number;
  /** Undefined when it was emptied, or is no number that can be asked for. */
  onValue(value: number | undefined): void;
}

/** A number above zero, or nothing. What is typed stays as it was typed, also while it is no such number. */
export function NumberField(props: Props) {
  const { name, label, value, placeholder, whole, most = MOST, onValue } = props;
  return (
    <label>
      {label}
      <input
        type="number"
        data-option={name}
        min={whole ? 1 : 0.01}
        max={most}
        step={whole ? 1 : 0.01}
        placeholder={placeholder}
        defaultValue={value ?? ''}
        onInput={({ currentTarget }) => {
          const typed = currentTarget.valueAsNumber;
          const given = whole ? Math.floor(typed) : typed;
          onValue(given > 0 && given <= most ? given : undefined);
        }}
      />
    </label>
  );
}
