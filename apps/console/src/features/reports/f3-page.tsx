import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { ReportF3 } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useListState } from '../../ui/use-list-state.ts';
import { F3Table, familiesOf } from './f3-table.tsx';
import { halfMonthEnds } from './half-months.ts';

/** Form F3 as of any day, in a campaign or not: computed from the ledger, faults on top, every number opens its families. */
export function F3Page() {
  const me = useMe();
  const state = useListState(['until']);
  const until = state.values.until ?? me.today;
  const report = useQuery({
    queryKey: ['reports', 'f3', until],
    queryFn: () => take(api.GET('/api/reports/f3', { params: { query: { until } } })),
  });
  const faults = report.data?.faults ?? [];
  return (
    <Page
      title="公租房承租人应退未退整改情况表"
      about="由应退未退台账逐户汇总，可以看任一日的数。要改数字，改台账里的那一户。专项整治要求报送这张表的，每期的表在“报表”里填报、审签、上报。"
      acts={
        <>
          <DayPicker
            value={dayjs(until)}
            onChange={(date) => state.setOne('until', date?.format('YYYY-MM-DD'))}
            maxDate={dayjs(me.today)}
            presets={halfMonthEnds(me.today).map((day) => ({ label: `截至 ${day}`, value: dayjs(day) }))}
            allowClear={false}
            aria-label="统计截止日期"
          />
          <Button
            type="primary"
            icon={<DownloadOutlined />}
            href={`/api/reports/f3.xlsx?until=${until}`}
            download
          >
            {faults.length > 0 ? '下载草稿' : '下载表格'}
          </Button>
        </>
      }
    >
      {faults.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`台账还有 ${faults.length} 处没有填全，补齐之前下载的是草稿`}
          description={<Faults faults={faults} rows={report.data?.rows ?? []} />}
        />
      )}
      <section className="panel">
        {report.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {report.isError && <ErrorState error={report.error} onRetry={() => void report.refetch()} />}
        {report.data !== undefined && <F3Table report={report.data} until={until} />}
      </section>
    </Page>
  );
}

/** The faults by row, each with its families; a long list stays folded, the table below marks the cells anyway. */
function Faults({ faults, rows }: Pick<ReportF3, 'faults' | 'rows'>) {
  return (
    <details open={faults.length <= 4}>
      <summary>逐处查看</summary>
      <ul className="fault-list">
        {faults.map(({ row: at, cell, message }) => {
          const row = at === null ? undefined : rows[at];
          return (
            <li key={`${at}${cell}${message}`}>
              {at !== null && row !== undefined && `第 ${at + 1} 行 ${row.project} ${row.natureLabel}：`}
              {message}
              {row !== undefined && <Link to={familiesOf(row, '&state=open')}>去台账改</Link>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
