import { Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { CLEARABLE } from '../../ui/clearable.tsx';
import { DayPicker } from '../../ui/day-picker.tsx';

interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly onChange: (value: T | null) => void;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly disabled?: boolean;
  readonly help?: string;
  readonly placeholder?: string;
}

/** One of a list under its label, or nothing. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, value, onChange, options, disabled = false, help, placeholder = '无' } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select<T | null>
        id={id}
        value={value}
        onChange={(next) => onChange(next ?? null)}
        options={[...options]}
        disabled={disabled}
        allowClear={CLEARABLE}
        placeholder={placeholder}
      />
      {help !== undefined && <span className="muted">{help}</span>}
    </div>
  );
}

/** A list of words as options. */
export function wordsAsOptions<T extends string>(
  words: readonly T[],
): readonly { readonly value: T; readonly label: T }[] {
  return words.map((word) => ({ value: word, label: word }));
}

interface TextLineProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly placeholder?: string;
}

/** One line of text under its label. */
export function TextLine({ label, value, onChange, maxLength, placeholder }: TextLineProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        maxLength={maxLength}
        onChange={(event) => onChange(event.target.value)}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </div>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
  /** The last day that can be chosen, and the one taken where the field is emptied. */
  readonly today: string;
}

/** A day up to today. */
export function DayField({ label, value, onChange, today }: DayFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <DayPicker
        id={id}
        value={dayjs(value)}
        onChange={(date) => onChange(date?.format('YYYY-MM-DD') ?? today)}
        maxDate={dayjs(today)}
        allowClear={false}
      />
    </div>
  );
}
