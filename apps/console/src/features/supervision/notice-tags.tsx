import type { NoticeItem } from '../../api/contract.ts';
import { ToneTag } from '../../ui/tone-tag.tsx';

const TONES = { issued: 'info', answered: 'wait', settled: 'good' } as const;

export function NoticeStateTag({ notice }: { readonly notice: Pick<NoticeItem, 'state' | 'stateLabel'> }) {
  return <ToneTag tone={TONES[notice.state]}>{notice.stateLabel}</ToneTag>;
}

/** How far an unanswered notice has risen. */
export function LevelTag({
  notice,
}: {
  readonly notice: Pick<NoticeItem, 'level' | 'levelLabel' | 'lapses'>;
}) {
  if (notice.level === 1) return <span className="muted">{notice.levelLabel}</span>;
  const often = notice.lapses > 1 ? `${notice.lapses} 次逾期，` : '';
  return (
    <ToneTag tone="overdue">
      {often}已提级至{notice.levelLabel}
    </ToneTag>
  );
}

const ABOUT = { problem: '问题', clue: '线索', report: '报表迟报' } as const;

export function aboutLabel(notice: Pick<NoticeItem, 'about' | 'aboutText'>): string {
  if (notice.about === null) return '';
  const kind = ABOUT[notice.about];
  return notice.aboutText.startsWith(kind) ? notice.aboutText : `${kind} ${notice.aboutText}`.trim();
}
