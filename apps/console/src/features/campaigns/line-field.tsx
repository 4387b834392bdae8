import { Input } from 'antd';
import { useId } from 'react';

interface LineFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  readonly placeholder?: string;
}

/** One line of text under its label. */
export function LineField({ label, value, onChange, maxLength = 100, placeholder }: LineFieldProps) {
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
