import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Link } from 'react-router';
import { api, done, take } from '../../api/client.ts';
import type { InboxItem, InboxKind } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatMoment } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';

const byDue = (a: InboxItem, b: InboxItem) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');

function InboxLine({ item }: { readonly item: InboxItem }) {
  const dismiss = useAct({
    run: () => done(api.POST('/api/inbox/{id}/dismiss', { params: { path: { id: item.id } } })),
    said: () => '不再提醒您这件事',
    stale: [['inbox'], ['home']],
  });
  return (
    <li>
      <div>
        <Link to={item.link}>{item.title}</Link>
        <div className="muted number">{formatMoment(item.createdAt)}</div>
      </div>
      <div className="inbox-end">
        {item.dueOn !== null && <DueDate on={item.dueOn} overdue={item.overdue} />}
        <Button
          size="small"
          title="只从您的列表中移去，事情办结前其他人仍会看到"
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate(undefined)}
        >
          知道了
        </Button>
      </div>
    </li>
  );
}

interface InboxListProps {
  readonly kind: InboxKind;
  readonly title: string;
  readonly nothing: string;
}

/** The items of one kind, the earliest due first. */
export function InboxList({ kind, title, nothing }: InboxListProps) {
  const inbox = useQuery({
    queryKey: ['inbox', kind],
    queryFn: () => take(api.GET('/api/inbox', { params: { query: { kind, limit: 200 } } })),
  });
  return (
    <Panel title={title} {...(inbox.data === undefined ? {} : { count: inbox.data.total })}>
      {inbox.isPending && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
      {inbox.isError && <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {inbox.data?.items.length === 0 && <EmptyState title="都办完了" hint={nothing} />}
      {inbox.data !== undefined && (
        <ul className="plain-list is-tall">
          {inbox.data.items.toSorted(byDue).map((item) => (
            <InboxLine key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
