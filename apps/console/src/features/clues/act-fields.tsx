import { Checkbox, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { DayPicker } from '../../ui/day-picker.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ChoiceCards } from '../findings/choice-cards.tsx';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A field of an act's form; all values are texts until they are sent. */
export interface ActField {
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'line' | 'date' | 'select' | 'cards' | 'checks' | 'number';
  /** Must be filled in before the act can be sent. */
  readonly needed?: boolean;
  readonly options?: readonly Option[];
  readonly placeholder?: string;
  /** What to think of before choosing. */
  readonly hint?: string;
  readonly from?: number;
  readonly to?: number;
  /** A date that is still to come; otherwise none after today is taken. */
  readonly ahead?: boolean;
}

interface FieldProps {
  readonly field: ActField;
  readonly value: string;
  readonly today: string;
  readonly onChange: (value: string) => void;
}

export function ActFieldInput({ field, value, today, onChange }: FieldProps) {
  const id = useId();
  if (field.kind === 'text')
    return (
      <TextField
        label={field.label}
        value={value}
        onChange={onChange}
        rows={3}
        maxLength={2000}
        {...(field.placeholder === undefined ? {} : { placeholder: field.placeholder })}
      />
    );
  if (field.kind === 'cards')
    return (
      <ChoiceCards
        legend={field.label}
        choices={(field.options ?? []).map((one) => ({ ...one, hint: one.hint ?? '' }))}
        value={value === '' ? null : value}
        onChange={onChange}
      />
    );
  if (field.kind === 'checks') return <Checks field={field} value={value} onChange={onChange} />;
  return (
    <div className="field">
      <label htmlFor={id}>{field.label}</label>
      <PlainInput id={id} field={field} value={value} today={today} onChange={onChange} />
    </div>
  );
}

/** Any number of the choices, as one text; none at first. */
export const checkedOf = (value: string | undefined): string[] =>
  (value ?? '').split(',').filter((one) => one !== '');

function Checks({ field, value, onChange }: Omit<FieldProps, 'today'>) {
  return (
    <fieldset className="plain-fieldset">
      <legend>{field.label}</legend>
      {field.hint !== undefined && <p className="muted">{field.hint}</p>}
      <Checkbox.Group
        className="checks"
        value={checkedOf(value)}
        onChange={(chosen: string[]) => onChange(chosen.join(','))}
        options={(field.options ?? []).map((one) => ({ value: one.value, label: one.label }))}
      />
    </fieldset>
  );
}

function PlainInput({ id, field, value, today, onChange }: FieldProps & { readonly id: string }) {
  switch (field.kind) {
    case 'date':
      return (
        <DayPicker
          id={id}
          value={value === '' ? null : dayjs(value)}
          onChange={(date) => onChange(date === null ? '' : date.format('YYYY-MM-DD'))}
          {...(field.ahead === true ? {} : { maxDate: dayjs(today) })}
        />
      );
    case 'select':
      return (
        <Select
          id={id}
          className="full"
          value={value === '' && !field.options?.some((one) => one.value === '') ? null : value}
          onChange={(next: string) => onChange(next)}
          options={(field.options ?? []).map((one) => ({
            value: one.value,
            label: one.label,
            disabled: one.disabled ?? false,
          }))}
          placeholder="请选择"
          showSearch={{ optionFilterProp: 'label' }}
        />
      );
    case 'number':
      return (
        <InputNumber
          id={id}
          min={field.from ?? 0}
          max={field.to ?? 999}
          precision={0}
          value={value === '' ? null : Number(value)}
          onChange={(next) => onChange(next === null ? '' : String(next))}
        />
      );
    default:
      return (
        <Input
          id={id}
          value={value}
          maxLength={60}
          onChange={(event) => onChange(event.target.value)}
          {...(field.placeholder === undefined ? {} : { placeholder: field.placeholder })}
        />
      );
  }
}
