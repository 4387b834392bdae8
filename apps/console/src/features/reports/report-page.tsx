import { isOfficialForm } from '@anju/domain';
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Report } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { useListState } from '../../ui/use-list-state.ts';
import { barredHint } from './barred-hint.ts';
import { CellDrawer } from './cell-drawer.tsx';
import { ChangesPanel, SinceSentAlert, SinceSentPanel } from './changes-panel.tsx';
import { CorrectionList } from './correction-list.tsx';
import { FaultList } from './fault-list.tsx';
import { FileReader } from './file-reader.tsx';
import { FormSheet } from './form-sheet.tsx';
import { PhoneFigures } from './phone-figures.tsx';
import { useReport } from './queries.ts';
import { NextAct, ReportActs } from './report-acts.tsx';
import { ReportDue, StandingTag } from './report-tags.tsx';
import { VersionsPanel } from './versions-panel.tsx';

export function ReportPage() {
  const { id = '' } = useParams();
  const { values } = useListState(['no']);
  const query = useReport(id, values.no);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <ReportDetail key={query.data.id} report={query.data} no={values.no} />;
}

const UNTRUE_CLUES = { counted: '不属实的线索计入', 'left-out': '不属实的线索不计入' } as const;
const BASES = { period: '当期', cumulative: '累计' } as const;

/** The last period has no end of its own: without a word its figures would look wrong. */
const COUNTS_ON = '（最后一期：这以后、专项整治结束以前发现、认定、销号的也计入本期）';

function about(report: Report) {
  const counted =
    report.from === null || report.to === null
      ? ''
      : ` · 统计 ${report.from} 至 ${report.to}${report.basis === null ? '' : `（${BASES[report.basis]}）`}${report.countsOn ? COUNTS_ON : ''}`;
  const untrue = report.untrueClues === null ? '' : ` · ${UNTRUE_CLUES[report.untrueClues]}`;
  return `${report.countyName} · ${report.campaign.title} · ${report.periodLabel}${counted}${untrue}`;
}

const rollUpOf = ({ campaignId: campaign, form, period }: Report) =>
  `/reports/roll-up?${new URLSearchParams({ campaign, form, period })}`;

function ReportDetail({ report, no }: { readonly report: Report; readonly no: string | undefined }) {
  const may = useMay();
  const [path, setPath] = useState<string | null>(null);
  const isForm = isOfficialForm(report.form);
  const name = `${isForm ? `${report.form} ` : ''}${report.formName}`;
  const query = no === undefined ? '' : `?no=${no}`;
  const reading =
    isForm &&
    may('report.read-file') &&
    report.dataFrom !== 'counties' &&
    (report.state === 'draft' || report.state === 'returned');
  const sinceSent = no === undefined && report.dataFrom === 'frozen' && report.view !== null;
  const faultCells = new Set(
    report.faults.flatMap(({ cell, explanation }) => (cell === null || explanation !== null ? [] : [cell])),
  );
  return (
    <Page
      name={name}
      title={
        <span className="title-line">
          {name} <StandingTag report={report} /> <ReportDue report={report} />
        </span>
      }
      about={about(report)}
      acts={
        <>
          {isForm && (
            <>
              {reading && <FileReader report={report} />}
              <LinkButton to={`/reports/${report.id}/print${query}`} icon={<PrinterOutlined />}>
                打印
              </LinkButton>
              <Button
                icon={<DownloadOutlined />}
                href={`/api/reports/${report.id}/form.xlsx${query}`}
                download
              >
                下载表格
              </Button>
            </>
          )}
          {no === undefined && <NextAct report={report} />}
        </>
      }
    >
      {no !== undefined && (
        <Alert
          type="info"
          showIcon
          title={`正在看第 ${no} 版，是上报时的样子`}
          action={<Link to={`/reports/${report.id}`}>看现在的</Link>}
        />
      )}
      {sinceSent && <SinceSentAlert report={report} />}
      {report.partsMoved.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`汇总后有变动：${report.partsMoved.join('、')}后来又重报或被退回，这张表计入的还是汇总时的那一版`}
          action={<Link to={rollUpOf(report)}>看汇总</Link>}
        />
      )}
      {report.countedTwice.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title="表里的转办线索已改由别处计入，请核对后收回更正"
          description={report.countedTwice.map((line) => <p key={line}>{line}</p>)}
          action={<Link to={rollUpOf(report)}>看汇总</Link>}
        />
      )}
      {report.openFaults > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`还有 ${report.openFaults} 处问题，改好或写明原因后才能审签`}
          action={<a href="#faults">看问题</a>}
        />
      )}
      {!report.county.endsWith('00') && report.files > 0 && (
        <Alert
          type="info"
          showIcon
          title={
            report.receivedName === null ? '数据来自外报表格' : `数据来自外报表格“${report.receivedName}”`
          }
          description="这份表格代替了由记录汇总的数据，格子背后没有记录，点开格子看不到明细。"
        />
      )}
      {report.dataFrom === 'counties' && (
        <Alert
          type="info"
          showIcon
          title="数据由各县市上报的表汇总，格子背后没有记录"
          action={<Link to={rollUpOf(report)}>看计入了哪些县市</Link>}
        />
      )}
      {isForm && (
        <Panel title="表样">
          <Sheet report={report} faultCells={faultCells} path={path} onOpen={setPath} />
        </Panel>
      )}
      <div className="detail is-desk">
        <div className="detail-facts">
          {sinceSent && <SinceSentPanel report={report} />}
          <FaultList report={report} onOpen={setPath} />
          {!isForm && <WordsPanel report={report} />}
          <CorrectionList report={report} onOpen={setPath} />
          {isForm && report.view !== null && <ChangesPanel id={report.id} />}
        </div>
        <aside className="detail-side" aria-label="办理">
          {no === undefined && <ReportActs report={report} />}
          <VersionsPanel report={report} no={no} />
          <Panel title="办理过程" order={3}>
            <Timeline
              items={report.notes.map((note) => ({
                id: note.id,
                at: note.at,
                actorName: note.byName,
                actLabel: note.actLabel,
                text: note.text,
              }))}
            />
          </Panel>
        </aside>
      </div>
      <CellDrawer report={report} path={path} no={no} onClose={() => setPath(null)} />
    </Page>
  );
}

/** Where the text of a summary is: drafted here, or as the county sent it. */
function WordsPanel({ report }: { readonly report: Report }) {
  const { county, campaignId, period, receivedName, state } = report;
  if (receivedName !== null && (state === 'submitted' || state === 'locked'))
    return (
      <Panel title="文字材料" order={1}>
        <p className="muted">
          {report.countyName}报来的是文件：{receivedName}。在“已报各版”里打开。
        </p>
      </Panel>
    );
  return (
    <Panel title="文字材料" order={1}>
      <p className="muted">
        小结和总结按阶段数据起草成文，改好后在这里送审签、上报；上报时间和退回意见留在办理过程里。
      </p>
      <Link to={`/reports/stage/${county}/${campaignId}/${period}`}>起草、下载文字材料</Link>
    </Panel>
  );
}

interface SheetProps {
  readonly report: Report;
  readonly faultCells: ReadonlySet<string>;
  readonly path: string | null;
  readonly onOpen: (path: string) => void;
}

function Sheet({ report, faultCells, path, onOpen }: SheetProps) {
  if (report.barred > 0)
    return (
      <EmptyState title={`表里有 ${report.barred} 条线索或问题须由您回避`} hint={barredHint(report.files)} />
    );
  if (report.view === null)
    return <EmptyState title="没有这一期的表" hint="专项整治的报表设置已改，这一期不再填报。" />;
  return (
    <>
      <PhoneFigures view={report.view} onOpen={onOpen} faultCells={faultCells} />
      <TableScroll label={`${report.formName}表样`}>
        <FormSheet view={report.view} onOpen={onOpen} faultCells={faultCells} openCell={path} />
      </TableScroll>
    </>
  );
}
