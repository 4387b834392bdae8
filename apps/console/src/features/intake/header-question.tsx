import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import type { Intake } from '../../api/contract.ts';

interface HeaderQuestionProps {
  readonly intake: Intake;
  readonly saving: boolean;
  /** Rows of the file, 1-based; empty where it has no header. */
  readonly onPoint: (headerRows: number[]) => void;
}

/** Which rows are the header: asked where none was recognised, and open to correction where one was. */
export function HeaderQuestion({ intake, saving, onPoint }: HeaderQuestionProps) {
  const [isOpen, setOpen] = useState(intake.needsHeader);
  const [first, setFirst] = useState<number | 'none' | null>(null);
  const [lines, setLines] = useState<1 | 2>(1);
  if (intake.head.length === 0) return null;
  if (!isOpen)
    return (
      <p className="muted">
        {headerSaid(intake.headerRows)}
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          表头不对，另行指定
        </Button>
      </p>
    );
  const next =
    first === null || first === 'none' ? undefined : intake.head.find(({ row }) => row === first + 1);
  const rows = first === null || first === 'none' ? [] : lines === 2 && next ? [first, next.row] : [first];
  return (
    <Alert
      type={intake.needsHeader ? 'warning' : 'info'}
      showIcon
      className="gap-bottom"
      title={intake.needsHeader ? '没有认出表头。请先指出表头在哪一行' : '请指出表头在哪一行'}
      description={
        <div className="header-question">
          <Select<number | 'none'>
            value={first}
            onChange={(choice) => {
              setFirst(choice);
              setLines(1);
            }}
            options={[
              { value: 'none', label: '没有表头，从第一行起就是数据' },
              ...intake.head.map(({ row, text }) => ({ value: row, label: `第 ${row} 行：${text}` })),
            ]}
            placeholder="表头第一行"
            aria-label="表头第一行"
            className="full"
          />
          {next !== undefined && (
            <Select<1 | 2>
              value={lines}
              onChange={setLines}
              options={[
                { value: 1, label: `表头只有第 ${first} 行` },
                { value: 2, label: `到第 ${next.row} 行止，共两行：${next.text}` },
              ]}
              aria-label="表头最后一行"
              className="full"
            />
          )}
          <div className="submit-line">
            <Button type="primary" disabled={first === null} loading={saving} onClick={() => onPoint(rows)}>
              按此表头重新读取
            </Button>
            {!intake.needsHeader && <Button onClick={() => setOpen(false)}>不改了</Button>}
          </div>
        </div>
      }
    />
  );
}

function headerSaid(rows: readonly number[]): string {
  if (rows.length === 0) return '没有表头，从第一行起就是数据。';
  return `表头在第 ${rows.join('、')} 行。`;
}
