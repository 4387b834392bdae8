import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select, Skeleton } from 'antd';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { HomeChart, RollUp } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Chart } from '../../ui/chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { useListState } from '../../ui/use-list-state.ts';
import { barredHint } from './barred-hint.ts';
import { FormSheet } from './form-sheet.tsx';
import { lastPeriods } from './last-periods.ts';
import { useCampaignChoices } from './queries.ts';
import { RecordTable } from './record-table.tsx';
import { StandingTag } from './report-tags.tsx';
import { IncludedCounties, OwnReport, TakeRollUp } from './roll-up-parts.tsx';

/** The counties' forms put together as the prefecture's own. */
export function RollUpPage() {
  const me = useMe();
  const state = useListState(['campaign', 'form', 'period']);
  const campaigns = useCampaignChoices();
  const choice =
    campaigns.data?.items.find(({ id }) => id === state.values.campaign) ?? campaigns.data?.items[0];
  const setting = choice?.forms.find(({ form }) => form === state.values.form) ?? choice?.forms[0];
  const periods =
    choice === undefined || setting === undefined
      ? []
      : lastPeriods(setting, { today: me.today, startsOn: choice.startsOn, endsOn: choice.endsOn });
  const form = setting?.form;
  // The period that runs is not due yet: the one before is what people come for.
  const period = state.values.period ?? (periods[1] ?? periods[0])?.value;
  const chosen = { campaign: choice?.id ?? '', form: form ?? '', period: period ?? '' };
  const query = useQuery({
    queryKey: ['reports', 'roll-up', chosen],
    queryFn: () => take(api.GET('/api/reports/roll-up', { params: { query: chosen } })),
    enabled: choice !== undefined && form !== undefined && period !== undefined,
  });
  const href = `/api/reports/roll-up.xlsx?${new URLSearchParams(chosen)}`;
  return (
    <Page
      title="汇总"
      about="把各县市已上报或已锁定的一张表合成一张；草稿不计入。"
      acts={
        <>
          <Link to="/reports/matrix">报送情况</Link>
          {query.isSuccess && query.data.view !== null && (
            <Button icon={<DownloadOutlined />} href={href} download>
              下载汇总表
            </Button>
          )}
          {query.isSuccess && <TakeRollUp rolled={query.data} campaign={chosen.campaign} />}
        </>
      }
    >
      <div className="report-choice">
        <Select
          value={choice?.id ?? null}
          onChange={(value) => state.replaceAll({ campaign: value })}
          options={(campaigns.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          aria-label="专项整治"
          className="wide-select"
        />
        <Select
          value={form ?? null}
          onChange={(value) => state.set({ form: value, period: undefined })}
          options={(choice?.forms ?? []).map((one) => ({
            value: one.form,
            label: `${one.form} ${one.name}`,
          }))}
          aria-label="报表"
          className="wide-select"
        />
        {setting?.every !== 'once' && (
          <Select
            value={period ?? null}
            onChange={(value) => state.setOne('period', value)}
            options={[...periods]}
            aria-label="期次"
            className="period-select"
          />
        )}
      </div>
      {campaigns.isSuccess && campaigns.data.items.length === 0 && (
        <EmptyState title="没有正在进行的专项整治" hint="启动专项整治后，可以在这里汇总各县市的报表。" />
      )}
      {query.isPending && choice !== undefined && <Skeleton active paragraph={{ rows: 8 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && <RolledUp rolled={query.data} />}
    </Page>
  );
}

function RolledUp({ rolled }: { readonly rolled: RollUp }) {
  const chart: HomeChart = {
    key: 'roll-up',
    question: `各县市${rolled.figureNames.join('、')}有多少？`,
    kind: 'bar',
    categories: rolled.included.map(({ name }) => name),
    series: rolled.figureNames.map((name, at) => ({
      name,
      values: rolled.included.map(({ figures }) => figures[at] ?? 0),
      ...(rolled.included.every(({ reportId }) => reportId !== null)
        ? { links: rolled.included.map(({ reportId }) => `/reports/${reportId}`) }
        : {}),
    })),
  };
  const faultCells = new Set(rolled.faults.flatMap(({ cell }) => cell ?? []));
  return (
    <>
      {rolled.blanks.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="合计不完整：有县市的数没有填"
          description={rolled.blanks.map((line) => <p key={line}>{line}</p>)}
        />
      )}
      {rolled.form === 'F4' && (
        <Alert
          type="info"
          showIcon
          title="受处理处分总人数是各县市上报数相加"
          description="同一人在两个县市都受处理的，会算两次；只凭上报的表看不出是不是同一人。"
        />
      )}
      {!rolled.takesPart && (
        <Alert
          type="info"
          showIcon
          title="这项专项整治由县市自行启动，本级没有这张表"
          description="可以查看和下载汇总，不能取数作为本级报表。"
        />
      )}
      <OwnReport rolled={rolled} />
      {rolled.missing.length > 0 && (
        <Panel title="还没有计入" count={rolled.missing.length}>
          <ul className="plain-list">
            {rolled.missing.map((report) => (
              <li key={report.id}>
                <Link to={`/reports/${report.id}`}>{report.countyName}</Link>
                <StandingTag report={report} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {rolled.included.length === 0 ? (
        <EmptyState title="还没有县市上报这一期" hint="县市上报后，数字会合到这张表里。" />
      ) : (
        <>
          <IncludedCounties rolled={rolled} />
          {rolled.ownRecords !== null && (
            <Panel title="州本级直接办理，按现在的记录计入" count={rolled.ownRecords.total}>
              <p className="muted">转办给县市的线索由县市计入，不在这里重复计；退回或撤回后才计入本级。</p>
              <RecordTable
                records={rolled.ownRecords.records}
                total={rolled.ownRecords.total}
                money={false}
              />
            </Panel>
          )}
          {rolled.faults.length > 0 && (
            <Panel title={`还有 ${rolled.faults.length} 处问题`} count={rolled.faults.length}>
              <ul className="fault-list is-desk-list">
                {rolled.faults.map(({ key, cell, message }) => (
                  <li key={key} className="fault-line">
                    <ToneTag tone="overdue">{cell ?? '全表'}</ToneTag> {message}
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <Panel title={`${rolled.formName}（${rolled.periodLabel}）`} count={rolled.included.length}>
            {rolled.view === null ? (
              <EmptyState
                title={`表里有 ${rolled.barred} 条线索或问题须由您回避`}
                hint={barredHint(rolled.files.length)}
              />
            ) : (
              <TableScroll label="汇总表">
                <FormSheet view={rolled.view} faultCells={faultCells} />
              </TableScroll>
            )}
          </Panel>
          <Chart chart={chart} />
        </>
      )}
    </>
  );
}
