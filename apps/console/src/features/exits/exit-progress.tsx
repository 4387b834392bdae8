import type { Exit } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { PaperLinks } from '../findings/answers.tsx';

/** Where the exit of a family stands, with the papers of one that has left. */
export function ExitProgress({ row }: { readonly row: Exit }) {
  if (row.exitedOn !== null)
    return (
      <div>
        <ToneTag tone="good">{row.exitedOn} 已清退</ToneTag>
        <PaperLinks papers={row.papers} />
      </div>
    );
  if (row.leftByRoster) return <ToneTag tone="wait">花名册已退出，待登记</ToneTag>;
  if (row.plannedOn === null) return <ToneTag tone="wait">未定计划</ToneTag>;
  return <DueDate on={row.plannedOn} overdue={row.overdue} />;
}

export const exitNatures = (row: Exit) =>
  [row.natureLabel, ...row.otherNatures.map((other) => other.label)].join('、');
