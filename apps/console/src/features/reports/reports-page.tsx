import { isOfficialForm } from '@anju/domain';
import { Alert, Segmented, Skeleton, Tag } from 'antd';
import { Link } from 'react-router';
import type { ReportItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { useListState } from '../../ui/use-list-state.ts';
import { type ReportShow, useReportCheck, useReports } from './queries.ts';
import { ReportNotice } from './report-notice.tsx';
import { ReportDue, StandingTag } from './report-tags.tsx';

const SHOWS = [
  { value: 'open', label: '待报' },
  { value: 'late', label: '逾期未报' },
  { value: 'pending', label: '未到期' },
  { value: 'sent', label: '已上报' },
  { value: 'all', label: '全部' },
] as const;

const showOf = (text: string | undefined): ReportShow =>
  SHOWS.find(({ value }) => value === text)?.value ?? 'open';

const NOTHING: Readonly<Record<ReportShow, string>> = {
  open: '现在没有要报的表',
  late: '没有逾期未报的表',
  pending: '没有还未到期的表',
  sent: '还没有报表',
  all: '还没有报表',
};

/** Everything a county has to report, what is late and what came back first in sight. */
export function ReportsPage() {
  const may = useMay();
  const state = useListState(['show', 'county']);
  const show = showOf(state.values.show);
  const { county } = state.values;
  const query = useReports(show, county);
  const items = query.data?.items ?? [];
  const unsure = query.data?.unsureYears ?? [];
  return (
    <Page
      title="报表"
      about="每期要报的表由记录汇总；有问题在来源处改，领导审签后上报。"
      acts={
        <>
          {may('report.review') && <Link to="/reports/matrix">报送情况</Link>}
          {may('report.review') && <Link to="/reports/roll-up">汇总</Link>}
          <Link to="/reports/f3">任一日的应退未退表</Link>
        </>
      }
    >
      {unsure.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${unsure.join('、')} 年的放假安排还没有录入`}
          description="落在那一年的报送日只按周末推算，请在“日历与字典”补录后核对。"
        />
      )}
      <Segmented
        className="state-tabs"
        value={show}
        onChange={(value) => state.setOne('show', value === 'open' ? undefined : value)}
        options={[...SHOWS]}
        aria-label="要看的报表"
      />
      {county !== undefined && (
        <Tag closable onClose={() => state.setOne('county', undefined)}>
          只看{items[0]?.countyName ?? county}
        </Tag>
      )}
      <section className="panel">
        {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && items.length === 0 && (
          <EmptyState title={NOTHING[show]} hint="专项整治启动后，每一期的报表会按时出现在这里。" />
        )}
        {items.length > 0 && <ReportTable items={items} />}
      </section>
    </Page>
  );
}

function ReportTable({ items }: { readonly items: readonly ReportItem[] }) {
  const several = new Set(items.map(({ county }) => county)).size > 1;
  return (
    <TableScroll label="报表">
      <table className="plain-table report-list stacks">
        <thead>
          <tr>
            <th scope="col">报表</th>
            {several && <th scope="col">县市</th>}
            <th scope="col">期次</th>
            <th scope="col">报送日</th>
            <th scope="col">状态</th>
            <th scope="col">校验</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <Link to={`/reports/${item.id}`}>
                  {isOfficialForm(item.form) ? `${item.form} ` : ''}
                  {item.formName}
                </Link>
                <div className="muted">{item.campaignTitle}</div>
              </td>
              {several && (
                <td className="one-line" data-title="县市">
                  {item.countyName}
                </td>
              )}
              <td className="number" data-title="期次">
                {item.periodLabel}
              </td>
              <td data-title="报送日">
                <ReportDue report={item} />
              </td>
              <td data-title="状态">
                <StandingTag report={item} />
                {item.remarks !== '' && item.state === 'returned' && (
                  <div className="muted clamp-2">{item.remarks}</div>
                )}
                {item.recordsMoved && (
                  <div className="muted">{item.state === 'approved' ? '审签后' : '报送后'}记录有变动</div>
                )}
                <ReportNotice report={item} />
              </td>
              <td data-title="校验">
                <Check item={item} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Check({ item }: { readonly item: ReportItem }) {
  const wanted = isOfficialForm(item.form) && (item.state === 'draft' || item.state === 'returned');
  const check = useReportCheck(item.id, wanted);
  if (!wanted || check.isError) return <span className="muted">—</span>;
  if (check.isPending) return <span className="muted">校验中</span>;
  if (check.data.open > 0) return <ToneTag tone="wait">还有 {check.data.open} 处问题</ToneTag>;
  return <ToneTag tone="good">没有问题</ToneTag>;
}
