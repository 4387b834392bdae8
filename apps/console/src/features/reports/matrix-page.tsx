import { isOfficialForm } from '@anju/domain';
import { useQuery } from '@tanstack/react-query';
import { App, Button, DatePicker, Select, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { ReportMatrix } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatMoment, NONE } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useListState } from '../../ui/use-list-state.ts';
import { type ChaseLetter, ChaseLetters } from './chase-letters.tsx';
import { useCampaignChoices } from './queries.ts';
import { ReportNotice } from './report-notice.tsx';
import { StandingTag } from './report-tags.tsx';
import { STALE_AFTER_REPORT } from './stale.ts';

/** Who has sent what of a month, and who is late. */
export function MatrixPage() {
  const me = useMe();
  const may = useMay();
  const state = useListState(['campaign', 'month']);
  const campaigns = useCampaignChoices();
  const campaign = state.values.campaign ?? campaigns.data?.items[0]?.id;
  const month = state.values.month ?? dayjs(me.today).subtract(1, 'month').format('YYYY-MM');
  const matrix = useQuery({
    queryKey: ['reports', 'matrix', campaign, month],
    queryFn: () =>
      take(api.GET('/api/reports/matrix', { params: { query: { campaign: campaign ?? '', month } } })),
    enabled: campaign !== undefined,
  });
  const nothing = campaigns.isSuccess && campaigns.data.items.length === 0;
  return (
    <Page
      title="报送情况"
      about="各县市本月要报的表：谁报了，谁逾期，谁被退回。"
      acts={
        <>
          <Link to="/reports/roll-up">汇总</Link>
          {may('report.review') && campaign !== undefined && hasChased(matrix.data) && (
            <LastLetters campaign={campaign} />
          )}
          {may('report.review') && campaign !== undefined && (matrix.data?.late ?? 0) > 0 && (
            <Chase campaign={campaign} late={matrix.data?.late ?? 0} />
          )}
        </>
      }
    >
      <div className="report-choice">
        <Select
          value={campaign ?? null}
          onChange={(value) => state.setOne('campaign', value)}
          options={(campaigns.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          aria-label="专项整治"
          className="wide-select"
          placeholder="专项整治"
        />
        <DatePicker
          picker="month"
          value={dayjs(`${month}-01`)}
          onChange={(date) => state.setOne('month', date?.format('YYYY-MM'))}
          allowClear={false}
          aria-label="月份"
        />
      </div>
      <section className="panel">
        {nothing && (
          <EmptyState title="没有正在进行的专项整治" hint="启动专项整治后，各县市的报表列在这里。" />
        )}
        {campaign !== undefined && matrix.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {matrix.isError && <ErrorState error={matrix.error} onRetry={() => void matrix.refetch()} />}
        {matrix.data !== undefined && <MatrixTable matrix={matrix.data} />}
      </section>
    </Page>
  );
}

type MatrixCell = NonNullable<ReportMatrix['rows'][number]['cells'][number]>;

/** A state alone says nothing to who hears it among others. */
const nameOf = (county: string, { form, formName, periodLabel, standingLabel }: MatrixCell): string =>
  `${county} ${isOfficialForm(form) ? `${form} ` : ''}${formName}（${periodLabel}） ${standingLabel}`;

function MatrixTable({ matrix }: { readonly matrix: ReportMatrix }) {
  if (matrix.columns.length === 0) return <EmptyState title="这个月没有要报的表" hint="请换一个月份。" />;
  return (
    <TableScroll label="报送情况">
      <table className="plain-table matrix">
        <thead>
          <tr>
            <th scope="col">县市</th>
            {matrix.columns.map(({ form, period, name, periodLabel }) => (
              <th scope="col" key={`${form}${period}`}>
                {isOfficialForm(form) ? form : ''} {name}
                <div className="muted">{periodLabel}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <tr key={row.county}>
              <th scope="row">{row.name}</th>
              {row.cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cell is its column's.
                <td key={at}>
                  {cell === null ? (
                    <span className="muted">{NONE}</span>
                  ) : (
                    <>
                      <Link to={`/reports/${cell.id}`} aria-label={nameOf(row.name, cell)}>
                        <StandingTag report={cell} />
                      </Link>
                      <div className="muted number">
                        {cell.submittedAt === null ? `${cell.dueOn} 前` : formatMoment(cell.submittedAt)}
                      </div>
                      {cell.chasedAt !== null && cell.late && (
                        <div className="muted number">已催 {formatMoment(cell.chasedAt)}</div>
                      )}
                      <ReportNotice report={cell} />
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Whether somebody who has been chased is still late. */
const hasChased = (matrix: ReportMatrix | undefined): boolean =>
  matrix?.rows.some(({ cells }) => cells.some((cell) => cell?.late === true && cell.chasedAt !== null)) ??
  false;

/** The letters of the last chase once more, for whoever closed them unprinted. */
function LastLetters({ campaign }: { readonly campaign: string }) {
  const [letters, setLetters] = useState<readonly ChaseLetter[] | null>(null);
  const act = useAct({
    run: () => take(api.GET('/api/reports/chase-letters', { params: { query: { campaign } } })),
    said: () => '这是最近一次催报的通知，已报的不再列入',
    stale: [],
    onDone: (answer) => setLetters(answer.letters),
  });
  return (
    <>
      <Button loading={act.isPending} onClick={() => act.mutate(undefined)}>
        打印催报通知
      </Button>
      {letters !== null && <ChaseLetters letters={letters} onClose={() => setLetters(null)} />}
    </>
  );
}

/** Chases everybody who is late in one act, and shows the letters to print. */
function Chase({ campaign, late }: { readonly campaign: string; readonly late: number }) {
  const { modal } = App.useApp();
  const [letters, setLetters] = useState<readonly ChaseLetter[] | null>(null);
  const act = useAct({
    run: () => take(api.POST('/api/reports/chase', { body: { campaign } })),
    said: (answer) => `已提醒 ${answer.letters.length} 个县市，催报通知可打印`,
    stale: STALE_AFTER_REPORT,
    onDone: (answer) => setLetters(answer.letters),
  });
  return (
    <>
      <Button
        type="primary"
        loading={act.isPending}
        onClick={() =>
          modal.confirm({
            title: '催报所有逾期未报的县市',
            content: `这个月有 ${late} 张表逾期；这项专项整治里更早逾期的也一并催报。每个县市的待办里会出现一条预警。`,
            okText: '催报',
            onOk: () => act.mutate(undefined),
          })
        }
      >
        一键催报
      </Button>
      {letters !== null && <ChaseLetters letters={letters} onClose={() => setLetters(null)} />}
    </>
  );
}
