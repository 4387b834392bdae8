import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';

interface RowsProps<T> {
  readonly title: string;
  /** The words of the button that adds one; none where `extra` adds. */
  readonly add?: string;
  readonly rows: readonly T[];
  readonly onChange: (rows: readonly T[]) => void;
  readonly create?: () => T;
  readonly name: (row: T) => string;
  readonly render: (row: T, change: (row: T) => void) => ReactNode;
  readonly extra?: ReactNode;
}

/** A list of small forms: each can be changed or taken out, one can be added. Its rows have no id of their own. */
export function Rows<T>({ title, add, rows, onChange, create, name, render, extra }: RowsProps<T>) {
  return (
    <fieldset className="plain-fieldset row-list">
      <legend>
        {title}（{rows.length}）
      </legend>
      {rows.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are known by their place alone.
        <div key={n} className="row-line">
          <div className="row-body">
            {render(row, (next) => onChange(rows.map((one, m) => (m === n ? next : one))))}
          </div>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`删除${title}：${name(row)}`}
            onClick={() => onChange(rows.filter((_, m) => m !== n))}
          />
        </div>
      ))}
      {create !== undefined && (
        <Button icon={<PlusOutlined />} onClick={() => onChange([...rows, create()])}>
          {add}
        </Button>
      )}
      {extra}
    </fieldset>
  );
}
