import { Select } from 'antd';
import type { Intake } from '../../api/contract.ts';
import { NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';

interface MappingTableProps {
  readonly intake: Intake;
  readonly mapping: Readonly<Record<string, number>>;
  readonly onChange: (mapping: Readonly<Record<string, number>>) => void;
}

/** The file's first rows; above each column its own heading and what the system takes it for. */
export function MappingTable({ intake, mapping, onChange }: MappingTableProps) {
  const fieldOf = (index: number) =>
    Object.entries(mapping).find(([, column]) => column === index)?.[0] ?? null;
  const assign = (index: number, field: string | null) => {
    const others = Object.entries(mapping).filter(([key, column]) => column !== index && key !== field);
    onChange(Object.fromEntries(field === null ? others : [...others, [field, index]]));
  };
  const options = intake.fields.map((field) => ({
    value: field.key,
    label: field.required ? `${field.label}（必需）` : field.label,
  }));
  const asked = new Set(intake.undecided.flatMap((one) => one.candidates));
  return (
    <TableScroll label="前几行">
      <table className="plain-table mapping-table">
        <thead>
          <tr>
            {intake.columns.map((column) => (
              <th
                key={column.index}
                scope="col"
                className={
                  fieldOf(column.index) !== null
                    ? 'is-used'
                    : asked.has(column.index)
                      ? 'is-asked'
                      : 'is-unused'
                }
              >
                <div className="mapping-header" title={column.header}>
                  {column.header || `第 ${column.index + 1} 列`}
                </div>
                <Select
                  size="small"
                  value={fieldOf(column.index)}
                  onChange={(field: string | null) => assign(column.index, field ?? null)}
                  options={options}
                  allowClear
                  placeholder="不使用"
                  aria-label={`“${column.header}”对应的字段`}
                  showSearch={{ optionFilterProp: 'label' }}
                  popupMatchSelectWidth={false}
                  className="full"
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {intake.firstRows.slice(0, 10).map((row, index) => (
            // The rows of a preview have no other name than their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: they never move.
            <tr key={index}>
              {intake.columns.map((column, place) => (
                <td key={column.index} className={fieldOf(column.index) === null ? 'is-unused' : ''}>
                  {row[place] || NONE}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
