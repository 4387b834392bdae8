import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import type { Intake } from '../../api/contract.ts';
import { formatCount } from '../../ui/format.ts';
import { refusedText } from './refused-rows.tsx';
import type { IntakeSource } from './source.ts';

interface LoadedSummaryProps {
  readonly source: IntakeSource;
  readonly intake: Intake;
  readonly after: ReactNode;
}

/** What was done, in the counts of the file. */
function sentence(counts: Intake['counts']): string {
  const read = `读取 ${formatCount(counts?.rows ?? 0)} 行`;
  const families =
    counts?.households === null || counts?.households === undefined
      ? ''
      : `，${formatCount(counts.households)} 户：新增 ${formatCount(counts.new ?? 0)}、变动 ${formatCount(counts.changed ?? 0)}、不变 ${formatCount(counts.unchanged ?? 0)}`;
  const left = refusedText({ refused: counts?.refused ?? 0, unread: counts?.unread ?? 0 });
  return `${read}${families}，${left}`;
}

export function LoadedSummary({ source, intake, after }: LoadedSummaryProps) {
  return (
    <Result
      status="success"
      title={sentence(intake.counts)}
      subTitle={intake.fileName}
      extra={
        <>
          {intake.hasRefusedFile && (
            <Button href={source.refusedHref(intake.id)} download>
              下载未采用清单
            </Button>
          )}
          {after}
        </>
      }
    />
  );
}
