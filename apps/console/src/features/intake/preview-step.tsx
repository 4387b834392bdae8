import { Alert, Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Feed, Intake } from '../../api/contract.ts';
import { formatCount } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { BatchQuestion } from './batch-question.tsx';
import { MappingTable } from './mapping-table.tsx';
import { RefusedRows } from './refused-rows.tsx';
import type { BatchChoice, IntakeSource } from './source.ts';

interface PreviewStepProps {
  readonly source: IntakeSource;
  readonly intake: Intake | Feed;
  readonly cancel: ReactNode;
}

type Mapping = Readonly<Record<string, number>>;

const detected = (intake: Intake): Mapping =>
  Object.fromEntries(
    intake.columns.flatMap((column) => (column.field === null ? [] : [[column.field, column.index]])),
  );

/** What was understood, to be corrected and confirmed. Nothing is written before. */
export function PreviewStep({ source, intake, cancel }: PreviewStepProps) {
  const [mapping, setMapping] = useState<Mapping>(() => detected(intake));
  const [partial, setPartial] = useState(false);
  const [batch, setBatch] = useState<BatchChoice | null>(null);
  const counting = 'counting' in intake ? intake.counting : null;
  const changed = JSON.stringify(mapping) !== JSON.stringify(detected(intake));
  const missing = intake.fields.filter((field) => field.required && mapping[field.key] === undefined);
  const undecided = intake.undecided.filter((one) => mapping[one.field] === undefined);
  const save = useAct({
    run: () => source.map(intake.id, { ...mapping }),
    said: () => '列的对应关系已保存，下次同样的文件会照此识别',
    stale: [[source.key]],
  });
  const confirm = useAct({
    run: () => source.confirm(intake.id, { acceptPartial: partial, batch }),
    said: () => '开始载入',
    stale: [[source.key]],
  });
  const refused = intake.counts?.refused ?? 0;
  const mustMap = intake.state === 'needs-mapping' || changed;
  return (
    <>
      {undecided.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="gap-bottom"
          title={`有 ${undecided.length} 列拿不准，请在下面指认：${undecided.map((one) => one.label).join('、')}`}
        />
      )}
      <h2 className="step-heading">前 {Math.min(10, intake.firstRows.length)} 行，按识别出的列名显示</h2>
      <MappingTable intake={intake} mapping={mapping} onChange={setMapping} />
      {missing.length > 0 && (
        <Alert
          type="error"
          showIcon
          className="gap-top"
          title={`还缺必需的列：${missing.map((field) => field.label).join('、')}`}
        />
      )}
      {mustMap ? (
        <div className="submit-line gap-top">
          <Button
            type="primary"
            disabled={missing.length > 0}
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
          {refused > 0 && (
            <RefusedRows rows={intake.refusedSample} total={refused} href={source.refusedHref(intake.id)} />
          )}
          {refused > 0 && source.key === 'imports' && (
            <p className="muted">
              证件号不可用的成员仍计入家庭，暂不能比对；一户中没有一个证件号可用的，整户不载入。
            </p>
          )}
          {refused > 0 && (
            <Checkbox checked={partial} onChange={(event) => setPartial(event.target.checked)}>
              这 {formatCount(refused)} 行中不可用的内容不采用，其余照常载入；改好后再补
            </Checkbox>
          )}
          {counting !== null && <BatchQuestion counting={counting} choice={batch} onChoose={setBatch} />}
          <div className="submit-line gap-top">
            <Button
              type="primary"
              disabled={(refused > 0 && !partial) || (counting !== null && batch === null)}
              loading={confirm.isPending}
              onClick={() => confirm.mutate(undefined)}
            >
              {refused > 0 && partial ? '确认，先载入可用的内容' : '确认载入'}
            </Button>
            {cancel}
            {refused > 0 && !partial && <span className="muted">也可以改好文件后重新上传。</span>}
          </div>
        </>
      )}
    </>
  );
}

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
  ] as const;
  return (
    <ul className="count-line">
      {parts.map(([label, value, unit]) =>
        value === undefined ? null : (
          <li key={label} className={label === '未采用' && value > 0 ? 'is-wrong' : ''}>
            <span>{label}</span>
            <strong className="number">{formatCount(value)}</strong>
            <span>{unit}</span>
          </li>
        ),
      )}
    </ul>
  );
}
