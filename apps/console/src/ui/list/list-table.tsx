import { Table, type TableProps } from 'antd';
import { cloneElement, isValidElement, type ReactNode, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { ListState } from '../use-list-state.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import type { Column } from './column.ts';
import type { Selection } from './selection.ts';

interface ListTableProps<T, K extends string> {
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  readonly href?: (row: T) => string;
  readonly loading: boolean;
  readonly fetching: boolean;
  readonly nothing: ReactNode;
  readonly state: ListState<K>;
  readonly selection?: Selection;
}

interface AriaLabel {
  readonly 'aria-label'?: string;
}

const DIRECTIONS = ['ascend', 'descend'] as const;

function toAntColumns<T>(
  columns: readonly Column<T>[],
  sort: string | undefined,
): NonNullable<TableProps<T>['columns']> {
  return columns.map((column, index) => ({
    key: column.key,
    title: column.unit === undefined ? column.title : `${column.title}（${column.unit}）`,
    render: (_: unknown, row: T) => column.render(row),
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.number ? { align: 'right' as const, className: 'number' } : {}),
    ...(index === 0 ? { fixed: 'left' as const } : {}),
    ...(column.sort === undefined
      ? {}
      : {
          sorter: true,
          showSorterTooltip: false,
          sortDirections: DIRECTIONS.filter((direction) => column.sort?.[direction] !== undefined),
          sortOrder: DIRECTIONS.find((direction) => column.sort?.[direction] === (sort ?? '')) ?? null,
        }),
  }));
}

/** What the columns need side by side, px: beyond it the table scrolls and the first column stays. */
function widthOf<T>(columns: readonly Column<T>[]): number {
  return columns.reduce((sum, column) => sum + (column.width ?? 160), 0);
}

/** The table of a list. ↑ ↓ or k j walk through it, Enter opens, x selects. */
export function ListTable<T extends object, K extends string>(props: ListTableProps<T, K>) {
  const { rows, columns, rowKey, href, loading, fetching, nothing, state, selection } = props;
  const [active, setActive] = useState(-1);
  const navigate = useNavigate();
  const { search } = useLocation();
  const first = rows[0] === undefined ? '' : rowKey(rows[0]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page of rows starts without an active one.
  useEffect(() => setActive(-1), [first]);
  const row = rows[active];
  const open = () => {
    if (row !== undefined && href !== undefined) navigate(href(row), { state: { list: search } });
  };
  const step = (by: number) => {
    const next = Math.min(Math.max(active + by, 0), rows.length - 1);
    setActive(next);
    document.querySelectorAll('.list-table .ant-table-row')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const toggle = () => {
    if (row === undefined || selection === undefined) return;
    const id = rowKey(row);
    const without = selection.ids.filter((other) => other !== id);
    selection.onChange(without.length === selection.ids.length ? [...selection.ids, id] : without);
  };
  useShortcuts({
    j: () => step(1),
    arrowdown: () => step(1),
    k: () => step(-1),
    arrowup: () => step(-1),
    x: toggle,
    enter: row === undefined ? undefined : open,
  });
  const onChange: TableProps<T>['onChange'] = (_pages, _filters, sorter) => {
    const one = Array.isArray(sorter) ? sorter[0] : sorter;
    const column = columns.find((candidate) => candidate.key === one?.columnKey);
    state.set({ sort: one?.order ? column?.sort?.[one.order] : undefined });
  };
  return (
    <Table<T>
      className={fetching && !loading ? 'list-table is-refreshing' : 'list-table'}
      dataSource={[...rows]}
      columns={toAntColumns(columns, state.sort)}
      rowKey={rowKey}
      loading={loading}
      pagination={false}
      tableLayout="fixed"
      scroll={{ x: widthOf(columns) + (selection === undefined ? 0 : 44) }}
      sticky={{ offsetHeader: 0 }}
      onChange={onChange}
      locale={{ emptyText: loading ? <div className="table-skeleton" /> : nothing }}
      rowClassName={(_, index) => (index === active ? 'is-active' : '')}
      onRow={(clicked) => ({
        onClick: (event) => {
          // A link or a box in the row does its own work.
          const target = event.target;
          if (target instanceof Element && target.closest('a, button, label, .ant-table-selection-column'))
            return;
          if (href !== undefined) navigate(href(clicked), { state: { list: search } });
        },
        style: href === undefined ? {} : { cursor: 'pointer' },
      })}
      {...(selection === undefined
        ? {}
        : {
            rowSelection: {
              selectedRowKeys: [...selection.ids],
              onChange: (keys: readonly unknown[]) => selection.onChange(keys.map(String)),
              columnWidth: 44,
              // The library's own names are English.
              columnTitle: (box) =>
                isValidElement<AriaLabel>(box) ? cloneElement(box, { 'aria-label': '全选' }) : box,
              getCheckboxProps: (one: T) => ({ 'aria-label': `选择第 ${rows.indexOf(one) + 1} 行` }),
            },
          })}
    />
  );
}
