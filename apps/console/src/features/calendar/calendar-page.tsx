import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Segmented, Select, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, done, take } from '../../api/client.ts';
import type { CalendarYear } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useListState } from '../../ui/use-list-state.ts';
import { CompletedYear, CompleteYear } from './complete-year.tsx';
import { STALE_CALENDAR } from './stale.ts';

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** Working days of a year: the State Council's notice, with the region's own holidays. */
export function CalendarPage() {
  const me = useMe();
  const may = useMay();
  const state = useListState(['year']);
  const year = Number(state.values.year ?? me.today.slice(0, 4));
  const query = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => take(api.GET('/api/calendar', { params: { query: { year } } })),
  });
  const now = Number(me.today.slice(0, 4));
  return (
    <Page
      title="日历与字典"
      about="报送日、办理期限都按这里的工作日推算：全国放假安排，加上本地的假日。"
      acts={
        <Select
          value={year}
          onChange={(value) => state.setOne('year', String(value))}
          options={[now - 1, now, now + 1].map((value) => ({ value, label: `${value} 年` }))}
          aria-label="年份"
        />
      }
    >
      {query.data?.covered === false && (
        <Alert
          type="warning"
          showIcon
          title={`${year} 年的放假安排还没有录入`}
          description="这一年暂时只按周末推算，凡落在这一年的报送日和期限都要人工核对。国务院办公厅发布通知后，由管理员在下面录入全年安排并确认完整。"
        />
      )}
      {typeof query.data?.completedBy === 'string' && (
        <CompletedYear year={year} by={query.data.completedBy} mayReopen={may('calendar.manage')} />
      )}
      {query.data?.covered === false && may('calendar.manage') && (
        <CompleteYear key={year} year={year} entered={query.data.days.length} />
      )}
      {may('calendar.manage') && <AddDay prefecture={me.county.endsWith('00')} />}
      <Panel title={`${year} 年与平常不同的日子`} count={query.data?.days.length ?? 0}>
        {query.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data !== undefined &&
          (query.data.days.length === 0 ? (
            <EmptyState
              title="这一年还没有放假安排"
              hint="国务院办公厅发布通知后，由管理员录入；本地假日可以先补录。"
            />
          ) : (
            <DayTable days={query.data.days} mayRemove={may('calendar.manage')} />
          ))}
      </Panel>
    </Page>
  );
}

type Day = CalendarYear['days'][number];

function DayTable({ days, mayRemove }: { readonly days: readonly Day[]; readonly mayRemove: boolean }) {
  const isRemovable = (day: Day) => mayRemove && day.from === 'regional';
  const hasActs = days.some(isRemovable);
  return (
    <TableScroll label="放假和调休">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">放假或上班</th>
            <th scope="col">名称</th>
            <th scope="col">来源</th>
            {hasActs && <th scope="col">操作</th>}
          </tr>
        </thead>
        <tbody>
          {days.map((one) => (
            <tr key={one.day}>
              <td className="number">
                {one.day} {WEEKDAYS[dayjs(one.day).day()]}
              </td>
              <td>
                {one.kind === 'off' ? (
                  <ToneTag tone="info">放假</ToneTag>
                ) : (
                  <ToneTag tone="wait">上班</ToneTag>
                )}
              </td>
              <td>{one.name}</td>
              <td>{one.from === 'statutory' ? '全国' : `本地（${one.byName ?? ''}）`}</td>
              {hasActs && <td>{isRemovable(one) && <RemoveDay day={one.day} name={one.name} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function RemoveDay({ day, name }: { readonly day: string; readonly name: string }) {
  const act = useAct({
    run: () => done(api.DELETE('/api/calendar/{day}', { params: { path: { day } } })),
    said: () => `已删去 ${day} ${name}`,
    stale: STALE_CALENDAR,
  });
  return (
    <Button size="small" loading={act.isPending} onClick={() => act.mutate(undefined)}>
      删去
    </Button>
  );
}

/** A holiday of the region, or a day that is worked; a prefecture's goes into each of its counties' calendars. */
function AddDay({ prefecture }: { readonly prefecture: boolean }) {
  const [day, setDay] = useState<string | null>(null);
  const [kind, setKind] = useState<'off' | 'work'>('off');
  const [name, setName] = useState('');
  const act = useAct({
    run: (on: string) =>
      take(
        api.PUT('/api/calendar/{day}', { params: { path: { day: on } }, body: { kind, name: name.trim() } }),
      ),
    said: ({ counties }, on) =>
      counties > 1 ? `已把 ${on} 写入 ${counties} 个日历` : `已把 ${on} 写入本地日历`,
    stale: STALE_CALENDAR,
    onDone: () => setName(''),
  });
  return (
    <Panel title="添加本地假日">
      <div className="add-day">
        <DayPicker
          value={day === null ? null : dayjs(day)}
          onChange={(date) => setDay(date === null ? null : date.format('YYYY-MM-DD'))}
          aria-label="日期"
        />
        <Segmented
          value={kind}
          onChange={setKind}
          aria-label="放假或上班"
          options={[
            { value: 'off', label: '放假' },
            { value: 'work', label: '上班' },
          ]}
        />
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={30}
          placeholder="名称，如 古尔邦节"
          aria-label="名称"
        />
        <Button
          type="primary"
          disabled={day === null || name.trim() === ''}
          loading={act.isPending}
          onClick={() => day !== null && act.mutate(day)}
        >
          添加
        </Button>
      </div>
      {prefecture && <p className="muted">州级添加的日子会写入所辖每个县市的日历。</p>}
    </Panel>
  );
}
