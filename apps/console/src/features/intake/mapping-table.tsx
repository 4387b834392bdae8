import { Select } from 'antd';
import type { Intake } from '../../api/contract.ts';
import { CLEARABLE } from '../../ui/clearable.tsx';
import { NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { asksPeriod, type Mapping, type Units } from './choice-of.ts';

interface MappingTableProps {
  readonly intake: Intake;
  readonly mapping: Mapping;
  readonly units: Units;
  readonly onChange: (mapping: Mapping, units: Units) => void;
}

/** The file's first rows; above each column its own heading and what the system takes it for. */
export function MappingTable({ intake, mapping, units, onChange }: MappingTableProps) {
  const fieldOf = (index: number) =>
    Object.entries(mapping).find(([, column]) => column === index)?.[0] ?? null;
  const assign = (index: number, field: string | null) => {
    const others = Object.entries(mapping).filter(([key, column]) => column !== index && key !== field);
    const left = Object.entries(units).filter(([key]) => key !== field && mapping[key] !== index);
    onChange(
      Object.fromEntries(field === null ? others : [...others, [field, index]]),
      Object.fromEntries(left),
    );
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
                  {column.unit !== null && !column.header.includes(column.unit) && `（${column.unit}）`}
                </div>
                <Select
                  size="small"
                  value={fieldOf(column.index)}
                  onChange={(field: string | null) => assign(column.index, field ?? null)}
                  options={options}
                  allowClear={CLEARABLE}
                  placeholder="不使用"
                  aria-label={
                    column.header === ''
                      ? `第 ${column.index + 1} 列对应的字段`
                      : `“${column.header}”对应的字段`
                  }
                  showSearch={{ optionFilterProp: 'label' }}
                  popupMatchSelectWidth={false}
                  className="full"
                />
                <UnitOf
                  intake={intake}
                  column={column}
                  field={fieldOf(column.index)}
                  units={units}
                  onChange={(changed) => onChange(mapping, changed)}
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
                  {row[place] && column.unit !== null && <span className="muted"> {column.unit}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

interface UnitOfProps {
  readonly intake: Intake;
  readonly column: Intake['columns'][number];
  readonly field: string | null;
  readonly units: Units;
  readonly onChange: (units: Units) => void;
}

/** What the amounts of a column are in: as header or title say, unless a person says otherwise. */
function UnitOf({ intake, column, field, units, onChange }: UnitOfProps) {
  const known = intake.fields.find(({ key }) => key === field)?.units ?? [];
  if (field === null || known.length === 0) return null;
  const must = asksPeriod(intake, field, column.index);
  const { [field]: given, ...others } = units;
  return (
    <Select
      size="small"
      value={given ?? null}
      onChange={(unit: string | null) => onChange(unit ? { ...others, [field]: unit } : others)}
      options={known.map((unit) => ({ value: unit, label: unit }))}
      allowClear={!must}
      placeholder={must ? '每月的还是全年的？' : '单位按文件所写'}
      status={must && given === undefined ? 'warning' : ''}
      aria-label={`“${column.header || `第 ${column.index + 1} 列`}”的单位`}
      popupMatchSelectWidth={false}
      className="full"
    />
  );
}
