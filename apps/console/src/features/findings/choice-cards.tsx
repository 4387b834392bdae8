interface Choice<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly hint: string;
}

interface ChoiceCardsProps<V extends string> {
  readonly legend: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V | null;
  readonly onChange: (value: V) => void;
}

/** A few choices as big buttons, each with the digit that picks it. */
export function ChoiceCards<V extends string>({ legend, choices, value, onChange }: ChoiceCardsProps<V>) {
  return (
    <fieldset className="choice-cards">
      <legend>{legend}</legend>
      {choices.map((choice, index) => (
        <label key={choice.value} className={value === choice.value ? 'choice is-chosen' : 'choice'}>
          <input
            type="radio"
            name={legend}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <kbd className="key">{index + 1}</kbd>
          <span>
            <strong>{choice.label}</strong>
            <span className="muted">{choice.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
