import { Link } from 'react-router';
import type { Home } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { Panel } from '../../ui/panel.tsx';

export function HomeList({ list }: { readonly list: Home['lists'][number] }) {
  return (
    <Panel title={list.title}>
      {list.items.length === 0 ? (
        <p className="muted">现在没有。</p>
      ) : (
        <ul className="plain-list">
          {list.items.map((item) => (
            <li key={item.link + item.text}>
              <Link to={item.link}>{item.text}</Link>
              {item.due ? <DueDate on={item.due} overdue={item.tone === 'overdue'} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
