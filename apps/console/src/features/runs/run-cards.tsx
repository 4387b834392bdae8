import type { CardTone, Run, RunCounts } from '../../api/contract.ts';
import { HomeCards } from '../home/home-cards.tsx';

/** What the comparison found, each number a way to its findings. */
export function RunCards({ run, counts }: { readonly run: Run; readonly counts: RunCounts }) {
  const card = (key: string, label: string, value: number, link: string, tone: CardTone = 'plain') => ({
    key,
    label,
    value,
    unit: key === 'families' ? '户' : '条',
    link,
    tone,
  });
  const of = (filter: string) => `/findings?run=${run.id}&${filter}`;
  return (
    <HomeCards
      cards={[
        card('families', '判定家庭', counts.families, '/households?state=active'),
        card('new', '新增疑点', counts.new, of('change=new'), 'wait'),
        card('persisting', '持续疑点', counts.persisting, of('change=persisting')),
        card('cleared', '已消除', counts.cleared, of('change=cleared'), 'good'),
        ...(counts.exited > 0 ? [card('exited', '家庭已退出', counts.exited, of('change=exited'))] : []),
        card('incomparable', '不可比', counts.incomparable, of('status=incomparable'), 'wait'),
      ]}
    />
  );
}
