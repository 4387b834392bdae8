import { readMoney } from '@anju/domain';
import { Input } from 'antd';
import { useId } from 'react';

/** What was typed in yuan as whole fen; null for nothing, undefined for what is no amount. */
export function fenOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const read = readMoney(text, '元');
  return read.ok && read.value >= 0 ? read.value : undefined;
}

/** Fen as a person types yuan. */
export function yuanOf(fen: number | null): string {
  return fen === null ? '' : (fen / 100).toFixed(2);
}

interface MoneyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** An amount in yuan; kept in fen. */
export function MoneyField({ label, value, onChange }: MoneyFieldProps) {
  const id = useId();
  const wrong = fenOf(value) === undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        value={value}
        inputMode="decimal"
        suffix="元"
        status={wrong ? 'error' : ''}
        onChange={(event) => onChange(event.target.value)}
        style={{ maxWidth: 220 }}
      />
      {wrong && <span className="field-fault">金额无法识别，请填数字，如 1234.50</span>}
    </div>
  );
}
