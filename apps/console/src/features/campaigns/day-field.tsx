import dayjs from 'dayjs';
import { useId } from 'react';
import { DayPicker } from '../../ui/day-picker.tsx';

interface DayFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly min?: string;
  readonly max?: string;
}

/** A day under its label, as 'YYYY-MM-DD'. */
export function DayField({ label, value, onChange, min, max }: DayFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <DayPicker
        id={id}
        value={value === null || value === '' ? null : dayjs(value)}
        onChange={(date) => onChange(date === null ? null : date.format('YYYY-MM-DD'))}
        {...(min === undefined ? {} : { minDate: dayjs(min) })}
        {...(max === undefined ? {} : { maxDate: dayjs(max) })}
      />
    </div>
  );
}
