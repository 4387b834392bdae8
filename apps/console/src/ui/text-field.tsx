import { Input } from 'antd';
import { useId } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly placeholder?: string;
}

/** A few lines of text under their label. */
export function TextField({
  label,
  value,
  onChange,
  rows = 2,
  maxLength = 500,
  placeholder,
}: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input.TextArea
        id={id}
        rows={rows}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </div>
  );
}
