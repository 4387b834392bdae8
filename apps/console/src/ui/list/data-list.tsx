import type { UseQueryResult } from '@tanstack/react-query';
import { Grid } from 'antd';
import type { ReactNode } from 'react';
import type { Page } from '../../api/contract.ts';
import { EmptyState } from '../empty-state.tsx';
import { ErrorState } from '../error-state.tsx';
import type { ListState } from '../use-list-state.ts';
import { CardList } from './card-list.tsx';
import type { Column, Filter } from './column.ts';
import { ColumnChoice, useColumnChoice } from './column-choice.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ListTable } from './list-table.tsx';
import { Pager } from './pager.tsx';
import { SavedViews } from './saved-views.tsx';
import type { Selection } from './selection.ts';

export interface DataListProps<T, K extends string> {
  /** Names this list among a person's saved views and columns. */
  readonly name: string;
  /** What a row is counted in: 户, 条, 人. */
  readonly unit: string;
  readonly columns: readonly Column<T>[];
  readonly filters: readonly Filter<K>[];
  readonly state: ListState<K>;
  readonly query: UseQueryResult<Page<T>>;
  readonly rowKey: (row: T) => string;
  readonly href?: (row: T) => string;
  /** The row on a phone. */
  readonly card: (row: T) => ReactNode;
  readonly empty: { readonly title: string; readonly hint: string; readonly act?: ReactNode };
  readonly selection?: Selection;
  readonly extra?: ReactNode;
  readonly savedViews?: boolean;
}

/** A list as every list of the console is: filters, chips, table or cards, pages, states. */
export function DataList<T extends object, K extends string>(props: DataListProps<T, K>) {
  const { name, unit, columns, filters, state, query, empty, selection, extra, savedViews } = props;
  const wide = Grid.useBreakpoint().md ?? true;
  const choice = useColumnChoice(name, columns);
  const rows = query.data?.items ?? [];
  const nothing = state.isFiltered ? (
    <EmptyState title="没有符合条件的记录" hint="放宽或清除上面的筛选条件再看。" />
  ) : (
    <EmptyState title={empty.title} hint={empty.hint} act={empty.act} />
  );
  const tools = (
    <>
      {savedViews && wide && <SavedViews list={name} />}
      {wide && filters.length > 0 && (
        <ColumnChoice columns={columns} keys={choice.keys} onChange={choice.remember} />
      )}
      {extra}
    </>
  );
  const shared = {
    rows,
    rowKey: props.rowKey,
    loading: query.isPending,
    fetching: query.isFetching,
    nothing,
    ...(props.href === undefined ? {} : { href: props.href }),
    ...(selection === undefined ? {} : { selection }),
  };
  return (
    <div className="panel">
      {(filters.length > 0 || extra) && <FilterBar filters={filters} state={state} extra={tools} />}
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      ) : wide ? (
        <ListTable {...shared} columns={choice.shown} state={state} />
      ) : (
        <CardList {...shared} card={props.card} />
      )}
      {query.data !== undefined && rows.length > 0 && (
        <Pager
          total={query.data.total}
          exact={query.data.totalIsExact}
          unit={unit}
          shown={rows.length}
          cursor={state.cursor}
          nextCursor={query.data.nextCursor}
          onCursor={(cursor) => state.set({ cursor })}
        />
      )}
      {selection !== undefined && selection.ids.length > 0 && (
        <section className="selection-bar" aria-label="对所选记录的操作">
          <span>
            已选 <strong className="number">{selection.ids.length}</strong> {unit}
          </span>
          {selection.bar}
        </section>
      )}
    </div>
  );
}
