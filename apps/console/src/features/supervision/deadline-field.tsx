import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { api, take } from '../../api/client.ts';
import type { Deadline } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];
const CHOICES = [3, 5, 10, 15];
/** Longer deadlines are told in words alone. */
const MOST_DAYS_SHOWN = 42;

/** Either so many working days or a day. */
export type Wanted = { readonly workingDays: number } | { readonly on: string };

export function useDeadline(wanted: Wanted) {
  return useQuery({
    queryKey: ['supervisions', 'deadline', wanted],
    queryFn: () => take(api.GET('/api/supervisions/deadline', { params: { query: { ...wanted } } })),
  });
}

interface DeadlineFieldProps {
  readonly wanted: Wanted;
  readonly deadline: Deadline | undefined;
  readonly onChange: (wanted: Wanted) => void;
}

/** The deadline by working days or by date, with the days between as the working calendar has them. */
export function DeadlineField({ wanted, deadline, onChange }: DeadlineFieldProps) {
  const me = useMe();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>回复期限</label>
      <div className="deadline-line">
        <Segmented
          value={'workingDays' in wanted ? wanted.workingDays : 0}
          onChange={(count) => {
            if (count > 0) onChange({ workingDays: count });
          }}
          options={CHOICES.map((count) => ({ value: count, label: `${count} 个工作日` }))}
          aria-label="按工作日"
        />
        <DayPicker
          id={id}
          value={deadline === undefined ? null : dayjs(deadline.day)}
          minDate={dayjs(me.today)}
          onChange={(date) => {
            if (date !== null) onChange({ on: date.format('YYYY-MM-DD') });
          }}
          allowClear={false}
        />
      </div>
      {deadline !== undefined && <DeadlineDays deadline={deadline} />}
    </div>
  );
}

function DeadlineDays({ deadline }: { readonly deadline: Deadline }) {
  const weekday = WEEKDAYS[dayjs(deadline.day).day()] ?? '';
  return (
    <>
      <p className="muted">
        {deadline.day}（周{weekday}）前回复，今天起 {deadline.workingDays} 个工作日。
      </p>
      {!deadline.working && (
        <Alert type="warning" showIcon title="期限落在休息日，承办单位实际要在此前的工作日回复。" />
      )}
      {deadline.unsureYears.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${deadline.unsureYears.join('、')} 年的放假安排还没有公布，只按周末推算，请人工核对。`}
        />
      )}
      {deadline.days.length <= MOST_DAYS_SHOWN && (
        <ol className="day-strip" aria-label="期限内的工作日">
          {deadline.days.map((day) => (
            <li
              key={day.day}
              className={day.working ? 'day' : 'day is-off'}
              title={`${day.day}${day.name === null ? '' : ` ${day.name}`}${day.working ? '' : ' 休息'}`}
            >
              <span>{WEEKDAYS[dayjs(day.day).day()]}</span>
              <strong className="number">{Number(day.day.slice(8))}</strong>
              <span className="day-name">{day.name ?? (day.working ? '' : '休')}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
