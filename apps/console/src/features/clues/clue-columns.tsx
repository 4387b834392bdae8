import { UNDECIDED_DAYS } from '@anju/domain';
import { Link } from 'react-router';
import type { ClueItem } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { formatFen, NONE } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { ClueStateTag, personsLine } from './clue-tags.tsx';

/** When it is due; where no legal limit runs before it is accepted, how long it has waited. */
function DueOrWaiting({ row }: { readonly row: ClueItem }) {
  const { dueOn, undecidedDays } = row;
  if (dueOn !== null || undecidedDays === null) return <DueDate on={dueOn} overdue={row.overdue} />;
  const says = `已等 ${undecidedDays} 日`;
  return undecidedDays >= UNDECIDED_DAYS ? (
    <ToneTag tone="wait">{says}</ToneTag>
  ) : (
    <span className="muted">{says}</span>
  );
}

const mergedWord = (row: ClueItem): string => (row.merged === 0 ? '' : ` · 并入 ${row.merged} 件`);

export const CLUE_COLUMNS: readonly Column<ClueItem>[] = [
  {
    key: 'clue',
    title: '线索',
    render: (row) => (
      <div className="two-lines">
        <div>
          <Link to={`/clues/${row.id}`}>{row.number}</Link>
          <span className="muted">{mergedWord(row)}</span>
        </div>
        <div className="muted ellipsis" title={row.summary}>
          {row.summary}
        </div>
      </div>
    ),
  },
  {
    key: 'persons',
    title: '被反映人',
    width: 170,
    render: (row) => (
      <div className="ellipsis" title={personsLine(row.persons)}>
        {personsLine(row.persons)}
      </div>
    ),
  },
  {
    key: 'channel',
    title: '渠道',
    width: 124,
    render: (row) => (
      <div className="two-lines">
        <div>{row.channelLabel}</div>
        <div className="muted">
          {row.kindLabel}
          {row.named ? ' · 实名' : ''}
        </div>
      </div>
    ),
  },
  { key: 'state', title: '状态', width: 104, render: (row) => <ClueStateTag clue={row} /> },
  {
    key: 'handler',
    title: '承办',
    width: 150,
    render: (row) => <div className="ellipsis">{row.handlerName ?? NONE}</div>,
  },
  {
    key: 'due',
    title: '到期',
    width: 142,
    sort: { ascend: 'due' },
    render: (row) => <DueOrWaiting row={row} />,
  },
  {
    key: 'received',
    title: '收到',
    width: 106,
    sort: { ascend: 'oldest', descend: 'newest' },
    render: (row) => <span className="number">{row.receivedOn}</span>,
  },
  { key: 'disposal', title: '处置情况', width: 130, hidden: true, render: (row) => row.disposal },
  {
    key: 'amount',
    title: '涉及资金',
    unit: '元',
    width: 130,
    number: true,
    hidden: true,
    render: (row) => formatFen(row.amountFen),
  },
  { key: 'place', title: '涉及地方', width: 130, hidden: true, render: (row) => row.place },
  {
    key: 'campaign',
    title: '专项整治',
    width: 160,
    hidden: true,
    render: (row) => <div className="ellipsis">{row.campaignTitle ?? NONE}</div>,
  },
];

export function ClueCard({ row }: { readonly row: ClueItem }) {
  return (
    <>
      <div className="card-line">
        <strong>{row.number}</strong>
        <ClueStateTag clue={row} />
      </div>
      <div className="clamp-2">{row.summary}</div>
      <div className="muted">
        {personsLine(row.persons)} · {row.channelLabel}
        {mergedWord(row)}
      </div>
      <div className="card-line">
        <span className="muted number">{row.receivedOn}</span>
        {(row.dueOn !== null || row.undecidedDays !== null) && <DueOrWaiting row={row} />}
      </div>
    </>
  );
}
