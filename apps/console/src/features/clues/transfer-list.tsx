import { Link } from 'react-router';
import type { Clue, ClueTransfer } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { NONE } from '../../ui/format.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';

type Transfer = Clue['transfers'][number] | ClueTransfer;

function answerOf(transfer: Transfer): string {
  if (transfer.outcomeOn !== null) return `${transfer.outcomeOn} 答复：${transfer.outcome ?? ''}`;
  if (transfer.returnedOn !== null)
    return `${transfer.returnedOn} ${transfer.recalled ? '撤回' : '退回'}：${transfer.returnReason ?? ''}`;
  return NONE;
}

/** The letters by which a clue was handed over, with receipt and answer. */
export function TransferList({ transfers }: { readonly transfers: Clue['transfers'] }) {
  return (
    <TableScroll label="移送记录">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">承接单位</th>
            <th scope="col">函号</th>
            <th scope="col">发函</th>
            <th scope="col">回执</th>
            <th scope="col">应回复</th>
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {transfers.map((transfer) => (
            <tr key={transfer.id}>
              <td>
                {transfer.handed === null ? (
                  transfer.receiverName
                ) : (
                  <>
                    <Link to={`/clues/${transfer.handed.clueId}`}>{transfer.receiverName}</Link>
                    <div className="muted">县市{transfer.handed.stateLabel}</div>
                  </>
                )}
              </td>
              <td>{transfer.letterNo}</td>
              <td className="number">{transfer.sentOn}</td>
              <td className="number">{transfer.receiptOn ?? NONE}</td>
              <td>
                <DueDate on={transfer.dueOn} overdue={transfer.overdue} />
              </td>
              <td>{answerOf(transfer)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
