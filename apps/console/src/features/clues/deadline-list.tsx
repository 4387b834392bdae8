import type { Clue } from '../../api/contract.ts';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';
import { UnsureYears } from '../../ui/unsure-years.tsx';

const WORDS: Readonly<Record<Clue['deadlines'][number]['state'], readonly [string, Tone]>> = {
  met: ['按期完成', 'good'],
  'by-answer': ['未单独告知，已反馈结果', 'plain'],
  'met-late': ['逾期完成', 'plain'],
  open: ['未到期', 'plain'],
  soon: ['即将到期', 'wait'],
  late: ['已逾期', 'overdue'],
};

const NO_LIMIT: Readonly<Partial<Record<Clue['state'], string>>> = {
  received: '还没有起算的时限。受理时选定类别，时限按所选类别列在这里。',
  recalled: '上级已撤回，不再计时限。',
};

/** The time limits of a clue, each with its last day, its clause, and how it stands in words. */
export function DeadlineList({ clue: { deadlines, state } }: { readonly clue: Clue }) {
  if (deadlines.length === 0)
    return <p className="muted">{NO_LIMIT[state] ?? '这条线索没有法定时限，本次整治也没有设定。'}</p>;
  return (
    <ul className="deadline-list">
      {deadlines.map(({ key, label, basis, day, state, unsureYears }) => {
        const [word, tone] = WORDS[state];
        return (
          <li key={`${key} ${label}`}>
            <div className="card-line">
              <strong>{label}</strong>
              <ToneTag tone={tone}>{word}</ToneTag>
            </div>
            <div className="number">{day} 前</div>
            <div className="muted">{basis}</div>
            <UnsureYears years={unsureYears} />
          </li>
        );
      })}
    </ul>
  );
}
