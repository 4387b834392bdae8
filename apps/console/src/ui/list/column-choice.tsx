import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useRemembered } from '../use-remembered.ts';
import type { Column } from './column.ts';

const readKeys = (stored: unknown): readonly string[] | null =>
  Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : null;

/** Which columns a person wants to see; the first one always stands. */
export function useColumnChoice<T>(list: string, columns: readonly Column<T>[]) {
  const [chosen, remember] = useRemembered(`columns.${list}`, readKeys);
  const keys = chosen ?? columns.filter((column) => !column.hidden).map((column) => column.key);
  const shown = columns.filter((column, index) => index === 0 || keys.includes(column.key));
  return { shown, keys, remember };
}

interface ColumnChoiceProps {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly keys: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
}

export function ColumnChoice({ columns, keys, onChange }: ColumnChoiceProps) {
  const [first, ...rest] = columns;
  const content = (
    <Checkbox.Group
      className="column-choice"
      value={[...keys]}
      onChange={(next) => onChange([first?.key ?? '', ...next.map(String)])}
      options={rest.map((column) => ({ value: column.key, label: column.title }))}
    />
  );
  return (
    <Popover content={content} title="显示哪些列" trigger="click" placement="bottomRight">
      <Button icon={<SettingOutlined />} aria-label="选择列" />
    </Popover>
  );
}
