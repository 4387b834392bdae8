import { Link, useSearchParams } from 'react-router';
import type { ClueTransfer } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import type { Column } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { useListState } from '../../ui/use-list-state.ts';
import { useTransfers } from './queries.ts';

const COLUMNS: readonly Column<ClueTransfer>[] = [
  {
    key: 'clue',
    title: '线索',
    render: (row) => (
      <div className="two-lines">
        <Link to={`/clues/${row.clueId}`}>{row.number}</Link>
        <div className="muted ellipsis">{row.summary}</div>
      </div>
    ),
  },
  { key: 'receiver', title: '承接单位', width: 190, render: (row) => row.receiverName },
  { key: 'letter', title: '函号', width: 190, render: (row) => row.letterNo },
  { key: 'sent', title: '发函', width: 110, render: (row) => <span className="number">{row.sentOn}</span> },
  {
    key: 'receipt',
    title: '回执',
    width: 110,
    render: (row) => <span className="number">{row.receiptOn ?? NONE}</span>,
  },
  {
    key: 'due',
    title: '应回复',
    width: 142,
    render: (row) => <DueDate on={row.dueOn} overdue={row.overdue} />,
  },
];

/** 移送台账: what other bodies have and have not answered yet, what is due first. */
export function TransfersPage() {
  const [params] = useSearchParams();
  const state = useListState([]);
  const query = useTransfers(params.get('cursor') ?? undefined);
  return (
    <Page
      title="移送台账"
      about="移送、转办后还没有回复的线索，最先到期的在前。收到回执、退回或答复后，打开线索登记；转办县市的自动报来。"
      acts={<LinkButton to="/clues">返回列表</LinkButton>}
    >
      <DataList
        name="clue-transfers"
        unit="件"
        columns={COLUMNS}
        filters={[]}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/clues/${row.clueId}`}
        card={(row) => (
          <>
            <div className="card-line">
              <strong>{row.number}</strong>
              <DueDate on={row.dueOn} overdue={row.overdue} />
            </div>
            <div>
              {row.receiverName} · {row.letterNo}
            </div>
            <div className="muted clamp-2">{row.summary}</div>
          </>
        )}
        empty={{ title: '没有等待回复的移送', hint: '在线索的“办理”中移送后，会列在这里催办。' }}
      />
    </Page>
  );
}
