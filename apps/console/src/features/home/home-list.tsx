import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Home } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { formatCount } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';

export function HomeList({ list }: { readonly list: Home['lists'][number] }) {
  return (
    <Panel title={list.title} count={list.total}>
      <ul className="plain-list">
        {list.items.map((item) => (
          <li key={item.link + item.text}>
            <Link to={item.link}>{item.text}</Link>
            {item.due ? <DueDate on={item.due} overdue={item.tone === 'overdue'} /> : null}
          </li>
        ))}
      </ul>
      {list.items.length < list.total && (
        <p className="muted">
          共 {formatCount(list.total)} 项，这里列 {formatCount(list.items.length)} 项
          {list.more.map(({ label, link }) => (
            <Fragment key={link}>
              {'　'}
              <Link to={link}>{label}</Link>
            </Fragment>
          ))}
        </p>
      )}
    </Panel>
  );
}
