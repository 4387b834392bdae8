import { Alert, Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Feed, Intake } from '../../api/contract.ts';
import { formatCount } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { BatchQuestion } from './batch-question.tsx';
import { asksPeriod, choiceOf, detectedMapping, givenUnits, type Mapping, type Units } from './choice-of.ts';
import { HeaderQuestion } from './header-question.tsx';
import { MappingTable } from './mapping-table.tsx';
import { RefusedRows } from './refused-rows.tsx';
import type { BatchChoice, IntakeSource } from './source.ts';

interface PreviewStepProps {
  readonly source: IntakeSource;
  readonly intake: Intake | Feed;
  readonly cancel: ReactNode;
}

/** What was understood, to be corrected and confirmed. Nothing is written before. */
export function PreviewStep({ source, intake, cancel }: PreviewStepProps) {
  const [mapping, setMapping] = useState<Mapping>(() => detectedMapping(intake));
  const [units, setUnits] = useState<Units>(() => givenUnits(intake));
  const [partial, setPartial] = useState(false);
  const [batch, setBatch] = useState<BatchChoice | null>(null);
  const counting = 'counting' in intake ? intake.counting : null;
  const changed =
    JSON.stringify([mapping, units]) !== JSON.stringify([detectedMapping(intake), givenUnits(intake)]);
  const missing = intake.fields.filter((field) => field.required && mapping[field.key] === undefined);
  const undecided = intake.undecided.filter((one) => mapping[one.field] === undefined);
  const silent = intake.fields.filter(({ key }) => {
    const column = mapping[key];
    return column !== undefined && units[key] === undefined && asksPeriod(intake, key, column);
  });
  const save = useAct({
    run: () => source.map(intake.id, { mapping: choiceOf(intake, mapping, units) }),
    said: () => '列的对应关系已保存，下次同样的文件会照此识别',
    stale: [[source.key]],
  });
  const point = useAct({
    run: (headerRows: number[]) => source.map(intake.id, { mapping: {}, headerRows }),
    said: () => '正在按指定的表头重新读取',
    stale: [[source.key]],
  });
  const confirm = useAct({
    run: () => source.confirm(intake.id, { acceptPartial: partial, batch }),
    said: () => '开始载入',
    stale: [[source.key]],
  });
  const refused = intake.counts?.refused ?? 0;
  const unread = intake.counts?.unread ?? 0;
  const asks = [
    ...(refused + unread > 0 && !partial
      ? [`勾选“${acceptText(refused, unread)}”（也可以改好文件后重新上传）`]
      : []),
    ...(counting !== null && batch === null ? ['选择这份文件怎么算'] : []),
  ];
  const mustMap = intake.state === 'needs-mapping' || changed;
  if (intake.needsHeader)
    return (
      <>
        <HeaderQuestion intake={intake} saving={point.isPending} onPoint={(rows) => point.mutate(rows)} />
        <SheetsRead intake={intake} />
        {cancel}
      </>
    );
  return (
    <>
      <HeaderQuestion intake={intake} saving={point.isPending} onPoint={(rows) => point.mutate(rows)} />
      {undecided.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="gap-bottom"
          title={`有 ${undecided.length} 列拿不准，请在下面指认：${undecided.map((one) => one.label).join('、')}。都不是的，保留“不使用”`}
        />
      )}
      <SheetsRead intake={intake} />
      <h2 className="step-heading">前 {Math.min(10, intake.firstRows.length)} 行，按识别出的列名显示</h2>
      <MappingTable
        intake={intake}
        mapping={mapping}
        units={units}
        onChange={(columns, said) => {
          setMapping(columns);
          setUnits(said);
        }}
      />
      <UnusedColumns intake={intake} mapping={mapping} />
      {missing.length > 0 && (
        <Alert
          type="error"
          showIcon
          className="gap-top"
          title={`还缺必需的列：${missing.map((field) => field.label).join('、')}`}
        />
      )}
      {silent.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="gap-top"
          title={`请在列名下面选择${silent.map(({ label }) => `“${label}”`).join('、')}是每月的还是全年的`}
        />
      )}
      {mustMap ? (
        <div className="submit-line gap-top">
          <Button
            type="primary"
            disabled={missing.length > 0 || silent.length > 0}
            loading={save.isPending}
            onClick={() => save.mutate(undefined)}
          >
            按此对应重新读取
          </Button>
          {cancel}
          <span className="muted">会记住，下次不用再改。</span>
        </div>
      ) : (
        <>
          <PreviewCounts intake={intake} />
          {intake.hasRefusedFile && (
            <RefusedRows
              rows={intake.refusedSample}
              total={refused}
              unread={unread}
              href={source.refusedHref(intake.id)}
            />
          )}
          {refused + unread > 0 && source.key === 'imports' && (
            <p className="muted">
              证件号不可用的成员仍计入家庭，暂不能比对；一户中没有一个证件号可用，或有成员没有姓名的，整户不载入。
            </p>
          )}
          {refused + unread > 0 && (
            <Checkbox checked={partial} onChange={(event) => setPartial(event.target.checked)}>
              {acceptText(refused, unread)}；改好后再补
            </Checkbox>
          )}
          {counting !== null && 'asOf' in intake && (
            <BatchQuestion counting={counting} asOf={intake.asOf} choice={batch} onChoose={setBatch} />
          )}
          <div className="submit-line gap-top">
            <Button
              type="primary"
              disabled={asks.length > 0}
              loading={confirm.isPending}
              onClick={() => confirm.mutate(undefined)}
            >
              {partial ? '确认，先载入可用的内容' : '确认载入'}
            </Button>
            {cancel}
            {asks.length > 0 && <span className="muted">请先在上面{asks.join('，并')}。</span>}
          </div>
        </>
      )}
    </>
  );
}

/** What a person agrees to. */
function acceptText(refused: number, unread: number): string {
  const left = refused > 0 ? [`${formatCount(refused)} 行不采用`] : [];
  const blanked = unread > 0 ? [`${formatCount(unread)} 行中认不出的内容按空值载入`] : [];
  return [...left, ...blanked].join('，');
}

/** What of the file no field was found for: nobody should learn it from a grey column. */
function UnusedColumns({ intake, mapping }: { readonly intake: Intake; readonly mapping: Mapping }) {
  const used = new Set([
    ...Object.values(mapping),
    ...intake.columns.flatMap(({ field, index }) => (field === null ? [] : [index])),
  ]);
  const unused = intake.columns.filter(({ index, header }) => !used.has(index) && header !== '');
  if (unused.length === 0) return null;
  return (
    <p className="muted">
      没有认出、不使用的列：{unused.map(({ header }) => header).join('、')}
      。其中有要用的，请在该列的下拉框里指认。
    </p>
  );
}

/** Which sheets of a workbook were read, and which not. */
function SheetsRead({ intake: { sheet, sheetsLeftOut } }: { readonly intake: Intake }) {
  if (sheetsLeftOut.length === 0 && !sheet?.includes('、')) return null;
  const leftOut = sheetsLeftOut.map(({ name, reason }) => `“${name}”（${reason}）`);
  return (
    <p className="muted">
      读取的工作表：{sheet}
      {leftOut.length > 0 && `；没有读的工作表：${leftOut.join('、')}`}
    </p>
  );
}

const WRONG: readonly string[] = ['未采用', '有认不出的内容'];

/** What would happen on confirming. */
function PreviewCounts({ intake }: { readonly intake: Intake }) {
  const { counts } = intake;
  if (counts === null) return null;
  const parts = [
    ['读取', counts.rows, '行'],
    ['估计约', counts.rows === undefined ? counts.rowsEstimate : undefined, '行'],
    ['家庭', counts.households, '户'],
    ['成员', counts.members, '人'],
    ['新增', counts.new, '户'],
    ['变动', counts.changed, '户'],
    ['不变', counts.unchanged, '户'],
    ['认不出社区', counts.unplaced, '户'],
    ['文件里没有的现有住户', counts.notInFile, '户'],
    ['未采用', counts.refused, '行'],
    ['有认不出的内容', counts.unread, '行'],
  ] as const;
  return (
    <ul className="count-line">
      {parts.map(([label, value, unit]) =>
        value === undefined ? null : (
          <li key={label} className={WRONG.includes(label) && value > 0 ? 'is-wrong' : ''}>
            <span>{label}</span>
            <strong className="number">{formatCount(value)}</strong>
            <span>{unit}</span>
          </li>
        ),
      )}
    </ul>
  );
}
