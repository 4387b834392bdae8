import { Checkbox, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { Selection } from './selection.ts';

interface CardListProps<T> {
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly href?: (row: T) => string;
  readonly card: (row: T) => ReactNode;
  readonly loading: boolean;
  readonly nothing: ReactNode;
  readonly selection?: Selection;
}

/** A list on a phone: a card a row, the whole card is the link. */
export function CardList<T>({ rows, rowKey, href, card, loading, nothing, selection }: CardListProps<T>) {
  const { search } = useLocation();
  if (loading) return <Skeleton active paragraph={{ rows: 8 }} title={false} />;
  if (rows.length === 0) return nothing;
  const toggle = (id: string) => {
    if (selection === undefined) return;
    const without = selection.ids.filter((other) => other !== id);
    selection.onChange(without.length === selection.ids.length ? [...selection.ids, id] : without);
  };
  return (
    <ul className="card-list">
      {rows.map((row) => {
        const id = rowKey(row);
        return (
          <li key={id} className="row-card">
            {selection !== undefined && (
              <Checkbox
                checked={selection.ids.includes(id)}
                onChange={() => toggle(id)}
                aria-label="选择这一条"
                className="row-card-check"
              />
            )}
            {href === undefined ? (
              <div className="row-card-body">{card(row)}</div>
            ) : (
              <Link to={href(row)} state={{ list: search }} className="row-card-body">
                {card(row)}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
