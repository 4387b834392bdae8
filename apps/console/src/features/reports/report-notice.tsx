import { Link } from 'react-router';
import type { ReportItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';

interface ReportNoticeProps {
  readonly report: Pick<ReportItem, 'id' | 'campaignId' | 'late' | 'notice'>;
}

/** The 督办 notice about a report; where it is late and none is open, whoever may issues one. */
export function ReportNotice({ report }: ReportNoticeProps) {
  const may = useMay();
  const { id, campaignId, late, notice } = report;
  return (
    <>
      {notice !== null && (
        <div>
          <Link to={`/supervision/notices/${notice.id}`} className="number">
            {notice.number} {notice.stateLabel}
          </Link>
        </div>
      )}
      {late && notice?.open !== true && may('supervision.issue') && (
        <div>
          <Link to={`/supervision/notices/new?campaign=${campaignId}&report=${id}`}>督办</Link>
        </div>
      )}
    </>
  );
}
