interface Props<Name extends string> {
  title: string;
  names: readonly Name[];
  chosen: readonly Name[];
  label(name: Name): string;
  /** In the order of `names`. */
  onChoose(chosen: Name[]): void;
}

/** A checkbox for each name. */
export function CheckList<Name extends string>(props: Props<Name>) {
  const { title, names, chosen, label, onChoose } = props;
  return (
    <fieldset class="check-list">
      <legend class="field-label">{title}</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ currentTarget: { checked } }) =>
              onChoose(names.filter((one) => (one === name ? checked : chosen.includes(one))))
            }
          />
          {label(name)}
        </label>
      ))}
    </fieldset>
  );
}
